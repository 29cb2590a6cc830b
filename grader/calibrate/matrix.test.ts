import { expect, test } from 'vitest';
import { finding } from '../report/sample/findings.ts';
import { fromText } from '../model/bytes.ts';
import { tcpEcho } from '../report/sample/exercise.ts';
import { failed, passed, result, skipped } from '../report/sample/grade-builder.ts';
import { deviationsOf } from './deviation.ts';
import { renderMatrix, type MatrixRow } from './matrix.ts';
import type { Specimen } from './specimen.ts';

function row(kind: Specimen['kind'], name: string, fails: readonly string[], results: MatrixRow['results']): MatrixRow {
  const specimen = { kind, exercise: 'tcp-echo', name, folder: '.', about: name, fails };
  return { specimen, results, leftOut: null, deviations: deviationsOf(specimen, results) };
}

const missing = finding('OUTPUT_MISSING', {
  program: 'client',
  expected: fromText('Hola'),
  output: fromText('\u001b[2J'),
  nearest: null,
});
const noMessage = finding('NO_MESSAGE', { program: 'server' });

const ofServer = tcpEcho.checks.filter(({ of }) => of === 'server').map(({ id }) => id);

const rows: readonly MatrixRow[] = [
  row(
    'reference',
    'python',
    [],
    tcpEcho.checks.map(({ id }) => result(id, passed)),
  ),
  row(
    'right',
    'socketserver',
    ['serves-a-burst'],
    [...ofServer.slice(0, -1).map((id) => result(id, passed)), failed('serves-a-burst', [], noMessage)],
  ),
  row(
    'broken',
    'reads-once',
    ['echoes-byte-by-byte', 'gone'],
    [
      result('opens-its-port', passed),
      result('echoes-one-message', { kind: 'inconclusive', findings: [finding('UNPROVEN', { what: 'not-queued' })] }),
      result('adds-nothing', { kind: 'grader-error', message: 'a worker\nended' }),
      result('echoes-accents', passed),
      result('echoes-byte-by-byte', passed),
      skipped('survives-a-split-character', 'echoes-byte-by-byte'),
    ],
  ),
  row('broken', 'shows-nothing', [], [failed('shows-the-echo', [], missing, noMessage)]),
  row('right', 'without-messages', [], [skipped('shows-the-echo', 'reports-no-server')]),
];

test('the table has a row for every specimen, a column for every check, and every deviation under its row', async () => {
  await expect(renderMatrix(tcpEcho, rows)).toMatchFileSnapshot('golden/matrix.txt');
});

test('nothing that a program chose to print gets into the table', () => {
  expect(renderMatrix(tcpEcho, rows)).not.toContain('\u001b');
});

test('a specimen that is left out says why', () => {
  const leftOut = { ...row('reference', 'c', [], []), leftOut: 'openssl/ssl.h (libssl-dev) is missing' };
  expect(renderMatrix(tcpEcho, [leftOut])).toContain(
    '\n  reference c left out: openssl/ssl.h (libssl-dev) is missing\n',
  );
});
