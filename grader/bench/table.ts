/** The measurements as tables for a terminal. Pure. */
import type { Bench, BenchLine, BenchVerdicts } from './bench-schema.ts';

type Table = { readonly title: string; readonly lines: readonly BenchLine[] };

const headings = ['median', 'quartiles', 'min..max', 'target', ''];

/** Ends in a line end. */
export function renderBench(bench: Bench): string {
  const { rounds, quick, starts, verdicts, lines, slowestChecks, worstSpecimens, specimens } = bench;
  const counts = starts.map(({ exercise, program, count }) => `${count} ${exercise} ${program}`);
  return [
    ...surroundings(bench),
    `A right submission starts ${counts.join(', ')}.`,
    `Verdicts: right ${verdictText(verdicts.right)}; everything fails ${verdictText(verdicts.failing)}; portable ${verdictText(verdicts.portable)}.`,
    '',
    ...tablesOf([
      { title: `Whole commands and their checks, ${rounds} rounds`, lines },
      { title: 'The slowest checks of the right submission', lines: slowestChecks },
      { title: `The slowest of ${specimens.length} broken specimens / their reference`, lines: worstSpecimens },
    ]),
    'x is a ratio of two measurements of the same round. A target is for the median, on a machine that does nothing else.',
    ...(quick
      ? ['This was one round of a part of it: enough to see that it can be measured, too little to judge.']
      : []),
    '',
  ].join('\n');
}

function surroundings({ environment }: Bench): string[] {
  const { socklab, node, os, processors, isolation, kernelEvidence, workers, python } = environment;
  return [
    `socklab ${socklab} on Node ${node}, ${os}, ${processors} processors, ${python}`,
    `${workers} workers, isolation ${isolation}, ${kernelEvidence ? 'with' : 'without'} the facts the kernel shows`,
  ];
}

function verdictText(verdicts: BenchVerdicts): string {
  const told = Object.entries(verdicts).filter(([, count]) => count > 0);
  return told.map(([kind, count]) => `${count} ${kind}`).join(' ');
}

/** One table under another, their columns in line. */
function tablesOf(tables: readonly Table[]): string[] {
  const parts = tables.map(({ title, lines }) => [
    [title, ...headings],
    ...lines.map((line) => [`  ${line.title}`, ...cellsOf(line)]),
    [],
  ]);
  const rows = parts.flat();
  const widths = ['', ...headings].map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => aligned(cell, column, widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

/** Titles to the left, all else to the right of its column. */
function aligned(cell: string, column: number, width = 0): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function cellsOf({ unit, median, lowerQuartile, upperQuartile, min, max, target, met }: BenchLine): string[] {
  const shown = (value: number): string => value.toFixed(unit === 'x' ? 2 : 0);
  return [
    `${shown(median)} ${unit}`,
    `${shown(lowerQuartile)}..${shown(upperQuartile)}`,
    `${shown(min)}..${shown(max)}`,
    ...(target === null ? ['', ''] : [`<= ${target} ${unit}`, met === true ? 'met' : 'MISSED']),
  ];
}
