/** Where bytes stop being text in UTF-8. */

/** How many bytes at the beginning are whole characters. */
export function endOfText(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (decodes(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle;
  }
  while (!decodes(bytes.subarray(0, good), false)) good -= 1;
  return good;
}

/** Whether these are the first bytes of one character that is not whole. */
export function isUnfinished(bytes: Uint8Array): boolean {
  return decodes(bytes, true);
}

/** With `more`, the last character need not be whole. */
function decodes(bytes: Uint8Array, more: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: more });
    return true;
  } catch {
    return false;
  }
}
