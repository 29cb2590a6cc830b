/** The measurements as a table for a terminal. Pure. */
import type { Bench, BenchLine } from './bench-schema.ts';

const headings = ['', 'median', 'quartiles', 'min..max', 'target', ''] as const;

/** Ends in a line end. */
export function renderBench({ environment, rounds, starts, lines }: Bench): string {
  const { socklab, node, os, processors, isolation, kernelEvidence, workers, python } = environment;
  const counts = starts.map(({ exercise, program, count }) => `${count} ${exercise} ${program}`);
  return [
    `socklab ${socklab}, Node ${node}, ${os}, ${processors} processors, ${python}`,
    `isolation ${isolation}, kernel facts ${kernelEvidence ? 'yes' : 'no'}, ${workers} workers, ${rounds} rounds`,
    `programs started by one right submission: ${counts.join(', ')}`,
    '',
    ...columns([headings, ...lines.map(cellsOf)]),
    '',
    'x: a ratio of two measurements of the same round. Targets are for the median, on a machine with nothing else to do.',
    '',
  ].join('\n');
}

function cellsOf({ title, unit, median, lowerQuartile, upperQuartile, min, max, target, met }: BenchLine): string[] {
  const shown = (value: number): string => (unit === 'x' ? value.toFixed(2) : value.toFixed(0));
  return [
    title,
    `${shown(median)} ${unit}`,
    `${shown(lowerQuartile)}..${shown(upperQuartile)}`,
    `${shown(min)}..${shown(max)}`,
    target === null ? '' : `<= ${target} ${unit}`,
    met === null ? '' : met ? 'met' : 'MISSED',
  ];
}

/** Titles to the left, all else to the right of its column. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
