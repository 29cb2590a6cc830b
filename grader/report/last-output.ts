/** What a program wrote, as lines in the order in which they were finished; a stream's unfinished line comes last. */
import { concat } from '../model/bytes.ts';
import type { Timeline } from '../model/observation.ts';
import { showBytes } from './bytes-text.ts';

export type OutputLine = { readonly stream: 'stdout' | 'stderr'; readonly text: string };

export type LastOutput = {
  readonly lines: readonly OutputLine[];
  /** Lines before those shown. */
  readonly earlier: number;
  /** Bytes beyond what the grader kept. */
  readonly omittedBytes: number;
};

const lineColumns = 300;

type RawLine = { readonly stream: OutputLine['stream']; readonly bytes: Uint8Array };

/** The last `count` lines of one program, escaped. */
export function lastOutput(timeline: Timeline, program: string, count: number): LastOutput {
  const written = timeline.filter((fact) => fact.kind === 'program-output' && fact.program === program);
  const lines = rawLines(written.flatMap((fact) => (fact.kind === 'program-output' ? [fact] : [])));
  return {
    lines: lines.slice(-count).map(({ stream, bytes }) => ({ stream, text: showBytes(withoutReturn(bytes), lineColumns, 'single') })),
    earlier: Math.max(0, lines.length - count),
    omittedBytes: written.reduce((total, fact) => total + (fact.kind === 'program-output' ? fact.omittedBytes : 0), 0),
  };
}

function rawLines(chunks: readonly RawLine[]): RawLine[] {
  const lines: RawLine[] = [];
  const unfinished: Record<OutputLine['stream'], Uint8Array[]> = { stdout: [], stderr: [] };
  for (const { stream, bytes } of chunks) {
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      lines.push({ stream, bytes: concat([...unfinished[stream].splice(0), bytes.subarray(start, end)]) });
      start = end + 1;
    }
    if (start < bytes.length) unfinished[stream].push(bytes.subarray(start));
  }
  const rest = (['stdout', 'stderr'] as const).filter((stream) => unfinished[stream].length > 0);
  return [...lines, ...rest.map((stream) => ({ stream, bytes: concat(unfinished[stream]) }))];
}

const newline = 0x0a;

/** Windows programs end a line with `\r\n`. */
function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
