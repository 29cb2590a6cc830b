import { describe, expect, test } from 'vitest';
import type { IntakeProblem } from '../model/handed-in.ts';
import { treeOf } from './branch.ts';
import { IntakeRefused, namesPattern } from './names-pattern.ts';
import { sortOut, type Sorted } from './sort-out.ts';

function sorted(pattern: string, paths: readonly string[]): Sorted {
  const members = paths.map((name) => ({ name, kind: 'file' as const }));
  return sortOut(treeOf(members).branches, { names: namesPattern(pattern), labPrefix: '' });
}

/** Name, id and where what counts is. */
function found({ handIns }: Sorted): unknown {
  return handIns.map(({ student, source }) => [student.name, student.id, source]);
}

function problemOf(pattern: string): IntakeProblem | undefined {
  try {
    namesPattern(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof IntakeRefused) return error.problem;
    throw error;
  }
}

describe('a pattern', () => {
  test('may name folders, archives and files', () => {
    const paths = ['G1 - Ana Pérez (20231)/a.py', 'G1 - José O’Neil (20232).zip', 'leeme.txt'];
    const { preset, handIns, leftOut } = sorted('^G\\d - (?<name>.+) \\((?<id>\\d+)\\)', paths);
    expect(preset).toBe('names');
    expect(handIns.map(({ student, parts }) => [student, parts])).toEqual([
      [{ name: 'Ana Pérez', id: '20231' }, [{ path: 'G1 - Ana Pérez (20231)', as: '' }]],
      [
        { name: 'José O’Neil', id: '20232' },
        [{ path: 'G1 - José O’Neil (20232).zip', as: 'G1 - José O’Neil (20232).zip' }],
      ],
    ]);
    expect(leftOut).toEqual([{ source: 'leeme.txt', because: 'no-match' }]);
  });

  test('does not take the ending of an archive for part of a name', () => {
    expect(found(sorted('^tarea_(?<name>.+)$', ['tarea_ana.tar.gz', 'tarea_beto']))).toEqual([
      ['ana', null, 'tarea_ana.tar.gz'],
      ['beto', null, 'tarea_beto'],
    ]);
  });

  test('is tried further down where it does not fit', () => {
    const paths = ['Sección 1/ana_1/a.py', 'Sección 1/notas.txt', 'Sección 2/beto_2/a.py', 'Sección 3/x.txt'];
    const result = sorted('^(?<name>[a-z]+)_(?<id>\\d)$', paths);
    expect(found(result)).toEqual([
      ['ana', '1', 'Sección 1/ana_1'],
      ['beto', '2', 'Sección 2/beto_2'],
    ]);
    expect(result.leftOut).toEqual([
      { source: 'Sección 1/notas.txt', because: 'no-match' },
      { source: 'Sección 3', because: 'no-match' },
    ]);
  });

  test('with a slash in it is tried on paths', () => {
    const paths = ['A/ana/entrega/a.py', 'A/ana/borrador/a.py', 'A/beto/entrega/a.py'];
    expect(found(sorted('^A/(?<name>[^/]+)/entrega$', paths))).toEqual([
      ['ana', null, 'A/ana/entrega'],
      ['beto', null, 'A/beto/entrega'],
    ]);
  });

  test('joins the files of a student, and lets the greatest attempt count', () => {
    const pattern = '^(?<name>\\p{L}+)-v(?<attempt>\\d+)(?<late>T?)-(?<file>.+)$';
    const { handIns } = sorted(pattern, ['Zoé-v9-a.py', 'Zoé-v10T-a.py', 'Zoé-v10T-b.py', 'Ana-v1-a.py']);
    expect(handIns).toMatchObject([
      { student: { name: 'Ana' }, late: false },
      {
        student: { name: 'Zoé' },
        source: 'Zoé-v10T-*',
        late: true,
        superseded: ['Zoé-v9-a.py'],
        parts: [{ as: 'a.py' }, { as: 'b.py' }],
      },
    ]);
  });

  test('keeps two of one name apart unless it says that they are one', () => {
    expect(found(sorted('^(?<name>.+)_', ['ana_1', 'ana_2']))).toHaveLength(2);
    expect(found(sorted('^(?<name>.+)_(?<attempt>.+)', ['ana_1', 'ana_2']))).toEqual([['ana', null, 'ana_2']]);
    expect(found(sorted('^(?<id>.+)_', ['ana_1', 'ana_2']))).toEqual([['ana', 'ana', 'ana_*']]);
  });
});

test.each<[string, IntakeProblem]>([
  ['(?<name>.+', { code: 'BAD_PATTERN', detail: 'Invalid regular expression: /(?<name>.+/u: Unterminated group' }],
  ['.+', { code: 'NO_NAME_GROUP' }],
  ['(?<attempt>.+)', { code: 'NO_NAME_GROUP' }],
  ['(?<nombre>.+)', { code: 'UNKNOWN_GROUP', group: 'nombre', known: ['name', 'id', 'attempt', 'file', 'late'] }],
])('the pattern %j is refused', (pattern, problem) => {
  expect(problemOf(pattern)).toEqual(problem);
});
