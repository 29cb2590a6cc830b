/** Bytes as the lines they are made of, before anything is read as text. */

export type ByteLine = {
  /** Without its line feed. */
  readonly text: Uint8Array;
  /** False for a last line that has no line feed yet. */
  readonly ended: boolean;
};

export function splitLines(bytes: Uint8Array): ByteLine[] {
  const lines: ByteLine[] = [];
  let start = 0;
  for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
    lines.push({ text: bytes.subarray(start, end), ended: true });
    start = end + 1;
  }
  return start < bytes.length ? [...lines, { text: bytes.subarray(start), ended: false }] : lines;
}

const lineFeed = 0x0a;
