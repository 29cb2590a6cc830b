/** What all come to, like Promise.all; but when one rejects, the others are waited for before this does. */
export async function allSettled<Value>(promises: readonly Promise<Value>[]): Promise<Value[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
