import { describe, expect, test } from 'vitest';
import { exercisesFolder } from '../cli/project.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { contestedAmong, shareOut } from './share-out.ts';

const languages = [{ id: 'python', endings: ['.py'] }];
const exercises = await loadExercises(exercisesFolder);
const server = 's = socket.socket()\ns.bind(A)\ns.listen()\nc, a = s.accept()\n';
const client = 's = socket.socket()\ns.connect(A)\ns.sendall(b"hola")\n';
const udpServer = 's = socket.socket(AF_INET, SOCK_DGRAM)\ns.bind(A)\nd, a = s.recvfrom(9)\ns.sendto(d, a)\n';

/** By exercise, what is excluded from it, and what of that it would have taken. */
function shared(folder: Readonly<Record<string, string>>, ids = exercises.map(({ id }) => id)) {
  const files = Object.keys(folder).map((path) => ({ path, kind: 'file' as const, bytes: 1 }));
  const submitted = { files, read: (path: string) => folder[path], languages };
  const parts = exercises.filter(({ id }) => ids.includes(id)).map((exercise) => ({ exercise, submitted }));
  const shares = shareOut(parts);
  return Object.fromEntries(parts.map(({ exercise }, index) => [exercise.id, shares[index]]));
}

const nothing = { excluded: new Set(), elsewhere: [] };

describe('in a lab of all exercises, a file counts', () => {
  test('for the exercise whose own name it has, and no other takes it by what it does', () => {
    const shares = shared({ 'tcp_server.py': server, 'tcp_client.py': client });
    expect(shares['tcp-echo']).toEqual(nothing);
    expect(shares['tcp-message']).toEqual({
      excluded: new Set(['tcp_server.py', 'tcp_client.py']),
      elsewhere: [
        { program: 'server', file: 'tcp_server.py', exercise: 'tcp-echo' },
        { program: 'client', file: 'tcp_client.py', exercise: 'tcp-echo' },
      ],
    });
  });

  test('silently, where every exercise has a file of its own name', () => {
    const shares = shared({ 'tcp_server.py': server, 'chat_server.py': server, 'servidor_saludo.py': server });
    expect(shares['tcp-chat']?.elsewhere).toEqual([]);
    expect(shares['tcp-greeting']?.elsewhere).toEqual([]);
    expect(shares['tcp-files']?.elsewhere).toMatchObject([{ program: 'server' }]);
  });

  test('for all that accept its name, where it is no name of one of them', () => {
    const shares = shared({ 'server.py': server, 'client.py': client });
    expect(Object.values(shares)).toEqual(exercises.map(() => nothing));
  });
});

test('a name that is contradicted by the content excludes nobody', () => {
  const shares = shared({ 'udp_server.py': server }, ['tcp-echo', 'udp-echo']);
  expect(Object.values(shares)).toEqual([nothing, nothing]);
});

test('names that two exercises accept are told apart by the transport, as ever', () => {
  const shares = shared({ 'server.py': server, 'servidor.py': udpServer }, ['tcp-echo', 'udp-echo']);
  expect(Object.values(shares)).toEqual([nothing, nothing]);
});

test('files are contested that several exercises have taken', () => {
  expect(contestedAmong([['a.py', 'a.py', 'b.py'], ['b.py'], ['c.py']])).toEqual(new Set(['b.py']));
});
