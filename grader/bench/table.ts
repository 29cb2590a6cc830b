/** The measurements as tables for a terminal. Pure. */
import type { Bench, BenchClass, BenchLine, BenchVerdicts } from './bench-schema.ts';

type Table = { readonly title: string; readonly lines: readonly BenchLine[] };

const headings = ['median', 'quartiles', 'min..max', 'target', ''];

/** Ends in a line end. */
export function renderBench(bench: Bench): string {
  const { rounds, quick, starts, verdicts, lines, slowestChecks, worstSpecimens, specimens, memory } = bench;
  return [
    ...surroundings(bench),
    `A right submission starts ${startsText(starts)}.`,
    `Verdicts: right ${verdictText(verdicts.right)}; everything fails ${verdictText(verdicts.failing)}; portable ${verdictText(verdicts.portable)}.`,
    ...classTexts(bench.class),
    '',
    ...tablesOf([
      { title: `Whole commands and their checks, ${rounds} rounds`, lines },
      { title: `A class of ${bench.class.students}`, lines: bench.class.lines },
      { title: 'The most memory a batch takes, its workers left out', lines: memory.lines },
      { title: 'The slowest checks of the right submission', lines: slowestChecks },
      { title: `The slowest of ${specimens.length} broken specimens / their reference`, lines: worstSpecimens },
    ]),
    'x and % are ratios of two measurements of the same round. A target is for the median, on a machine that does nothing else.',
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

function startsText(starts: Bench['starts']): string {
  return starts.map(({ exercise, program, count }) => `${count} ${exercise} ${program}`).join(', ');
}

function classTexts({ students, isolation, workers, starts, verdicts, bareAtOnce, lines }: BenchClass): string[] {
  const rate = lines.find(({ unit }) => unit === '%');
  return [
    `A class of ${students}, ${workers} workers, isolation ${isolation}, starts ${startsText(starts)}: ${verdictText(verdicts)}.`,
    `Rate of the batch = ${rate?.median.toFixed(0)} % of the bare rate, which is the highest with ${bareAtOnce} starts at a time.`,
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

function cellsOf(line: BenchLine): string[] {
  const { unit, median, lowerQuartile, upperQuartile, min, max } = line;
  const shown = (value: number): string => value.toFixed(unit === 'x' || unit === 'per second' ? 2 : 0);
  return [
    `${shown(median)} ${unit}`,
    `${shown(lowerQuartile)}..${shown(upperQuartile)}`,
    `${shown(min)}..${shown(max)}`,
    ...targetCells(line),
  ];
}

function targetCells({ unit, target, wanted, met }: BenchLine): string[] {
  if (target === null) return ['', ''];
  return [`${wanted === 'at most' ? '<=' : '>='} ${target} ${unit}`, met === true ? 'met' : 'MISSED'];
}
