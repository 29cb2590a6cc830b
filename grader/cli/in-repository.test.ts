import { expect, test } from 'vitest';
import type { Exercise } from '../spec/exercise.ts';
import { tcpEcho } from '../report/sample/exercise.ts';
import { inLab, week2 } from '../report/sample/lab-grades.ts';
import { pathInRepository } from './in-repository.ts';

function placed(exercise: Exercise, root: string) {
  return { exercise, root, sets: [] };
}

const work = {
  located: [placed(tcpEcho, '/work/repo/exercises/tcp-echo')],
  lab: { lab: week2, template: '', exercises: inLab, reportFolder: '/work/repo/docs' },
};

test.each([
  ['a program', 'python/tcp_server.py', 'tcp-echo', 'exercises/tcp-echo/python/tcp_server.py'],
  ['the report of a lab', 'REPORTE.md', null, 'docs/REPORTE.md'],
  ['a program of another exercise', 'udp_server.py', 'udp-echo', null],
  ['a file above the repository', '../../../../etc/passwd', 'tcp-echo', null],
])('%s', (_, file, exercise, path) => {
  expect(pathInRepository(work, '/work/repo', file, exercise)).toBe(path);
});

test('what was unpacked elsewhere is not in the repository', () => {
  const unpacked = { located: [placed(tcpEcho, '/tmp/socklab-x')] };
  expect(pathInRepository(unpacked, '/work/repo', 'tcp_server.py', 'tcp-echo')).toBeNull();
});
