/** What a program wrote, as lines in the order in which they were begun, as a terminal would have shown them. */
import { concat, fromText, startsWith } from '../model/bytes.ts';
import type { Timeline } from '../model/observation.ts';
import { splitLines } from './byte-lines.ts';
import { showBytes } from './bytes-text.ts';

export type OutputLine = { readonly stream: 'stdout' | 'stderr'; readonly text: string };

export type LastOutput = {
  readonly lines: readonly OutputLine[];
  /** Lines before those shown. */
  readonly earlier: number;
  /** Bytes beyond what the grader kept. */
  readonly omittedBytes: number;
};

const lineColumns = 160;

type RawLine = { readonly stream: OutputLine['stream']; readonly bytes: Uint8Array };

type Chunk = RawLine & { readonly omittedBytes: number };

/**
 * The last `count` lines of one program, escaped. Frames of a Node stack (`    at ...`, the fixed format of V8) are left
 * out: there are more of them than lines to show, and nearly all are Node's own.
 */
export function lastOutput(timeline: Timeline, program: string, count: number): LastOutput {
  const written = timeline.flatMap((fact) =>
    fact.kind === 'program-output' && fact.program === program ? [fact] : [],
  );
  const lines = rawLines(written).filter((line) => line.stream === 'stdout' || !startsWith(line.bytes, stackFrame));
  return {
    lines: lines
      .slice(-count)
      .map(({ stream, bytes }) => ({ stream, text: showBytes(withoutReturn(bytes), lineColumns, 'single').trimEnd() })),
    earlier: Math.max(0, lines.length - count),
    omittedBytes: written.reduce((total, fact) => total + fact.omittedBytes, 0),
  };
}

const stackFrame = fromText('    at ');

function rawLines(chunks: readonly Chunk[]): RawLine[] {
  const lines: { readonly stream: OutputLine['stream']; readonly parts: Uint8Array[] }[] = [];
  const open = new Map<OutputLine['stream'], Uint8Array[]>();
  for (const { stream, bytes, omittedBytes } of chunks) {
    if (omittedBytes > 0) open.delete(stream);
    for (const { text, ended } of splitLines(bytes)) {
      const parts = open.get(stream);
      if (parts === undefined) lines.push({ stream, parts: [text] });
      else parts.push(text);
      if (ended) open.delete(stream);
      else open.set(stream, lines.findLast((line) => line.stream === stream)?.parts ?? []);
    }
  }
  return lines.map(({ stream, parts }) => ({ stream, bytes: concat(parts) }));
}

/** Windows programs end a line with `\r\n`. */
function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
