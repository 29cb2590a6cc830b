/** Folders that tools fill: nobody means to hand them in, and their files are many. */
const generated = /(?:^|[/\\])(node_modules|\.?venv|env|site-packages|\.git|__pycache__|dist|build)(?=[/\\])/i;

/** The generated folder that most of the names are in, when it is more than half of them. */
export function generatedFolderIn(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) {
    const folder = generated.exec(name)?.[1];
    if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most !== undefined && most[1] > names.length / 2 ? most[0] : null;
}
