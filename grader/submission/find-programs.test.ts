/** Submissions are written down as folders in memory: the layouts are those that students have really handed in. */
import { describe, expect, test } from 'vitest';
import type { ProgramSpec } from '../spec/exercise.ts';
import type { FoundFile } from './assign-files.ts';
import type { SourceLanguage } from './collect-sources.ts';
import { findPrograms } from './find-programs.ts';
import type { FileKind, ListedFile } from './list-files.ts';

const languages: readonly SourceLanguage[] = [
  { id: 'python', endings: ['.py'] },
  { id: 'typescript', endings: ['.ts', '.mts'] },
  { id: 'javascript', endings: ['.js', '.mjs', '.cjs'] },
  { id: 'c', endings: ['.c'] },
];

const tcpEcho = {
  programs: {
    server: program('server', 'tcp', ['tcp_server', 'cp_server', 'servidor', 'server']),
    client: program('client', 'tcp', ['tcp_client', 'cp_client', 'cliente', 'client']),
  },
};
const udpEcho = {
  programs: {
    server: program('server', 'udp', ['udp_server', 'servidor', 'server']),
    client: program('client', 'udp', ['udp_client', 'cliente', 'client']),
  },
};

function program(role: 'server' | 'client', transport: 'tcp' | 'udp', files: string[]): ProgramSpec {
  return { title: { es: role, en: role }, role, transport, host: '127.0.0.1', port: 5000, arguments: [], files };
}

const py = {
  tcpServer: 's = socket.socket(socket.AF_INET, socket.SOCK_STREAM)\ns.bind(A)\ns.listen()\nc, a = s.accept()\n',
  tcpClient: 's = socket.socket(socket.AF_INET, socket.SOCK_STREAM)\ns.connect(A)\ns.sendall(b"hola")\n',
  udpServer: 's = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(A)\nd, a = s.recvfrom(9)\ns.sendto(d, a)\n',
  udpClient: 's = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"hola", A)\nprint(s.recvfrom(9))\n',
  unclear: 'import app\napp.run()\n',
};
const c = {
  tcpServer: 'int s = socket(AF_INET, SOCK_STREAM, 0); bind(s, a, n); listen(s, 5); accept(s, 0, 0);',
  tcpClient: 'int s = socket(AF_INET, SOCK_STREAM, 0); connect(s, a, n);',
};
const js = {
  tcpServer: "import net from 'node:net';\nnet.createServer((c) => c.pipe(c)).listen(5000);\n",
  tcpClient: "import { connect } from 'node:net';\nconnect(5000).write('hola');\n",
  udpServer: "import { createSocket } from 'node:dgram';\nconst s = createSocket('udp4');\ns.bind(5001);\n",
  udpClient: "import { createSocket } from 'node:dgram';\ncreateSocket('udp4').send('hola', 5001);\n",
};

/** A text is a file, anything else a kind of entry. */
type Folder = Readonly<Record<string, string | { readonly kind: FileKind }>>;

function submitted(folder: Folder) {
  const files = Object.entries(folder).map(([path, entry]): ListedFile => {
    if (typeof entry === 'string') return { path, kind: 'file', bytes: entry.length };
    return { path, kind: entry.kind, bytes: 0 };
  });
  const read = (path: string) => (typeof folder[path] === 'string' ? folder[path] : undefined);
  return { files, read, languages };
}

function find(exercise: typeof tcpEcho, folder: Folder) {
  return findPrograms(exercise, submitted(folder));
}

/** The only set there should be, its found programs as `path` or `path (content)`. */
function findOnly(exercise: typeof tcpEcho, folder: Folder) {
  const sets = find(exercise, folder);
  expect(sets).toHaveLength(1);
  const found = Object.entries(sets[0]?.programs ?? {});
  return Object.fromEntries(
    found.map(([name, one]): [string, unknown] => [name, one.kind === 'found' ? shown(one) : one]),
  );
}

function shown({ path, by }: FoundFile): string {
  return by === 'name' ? path : `${path} (${by})`;
}

test('a stub as it was handed out is taken only where there is nothing else', () => {
  const stub = py.tcpServer;
  const isStub = (text: string) => text === stub;
  const chosen = (folder: Folder) => findPrograms(tcpEcho, { ...submitted(folder), isStub })[0]?.programs['server'];
  expect(chosen({ 'tcp_server.py': stub, 'mi_servidor.py': `# mine\n${stub}` })).toMatchObject({
    path: 'mi_servidor.py',
  });
  expect(chosen({ 'tcp_server.py': stub })).toMatchObject({ path: 'tcp_server.py' });
});

describe('by name', () => {
  test('the names of the statement are found, each for its exercise', () => {
    const folder = {
      'tcp_server.py': py.tcpServer,
      'tcp_client.py': py.tcpClient,
      'udp_server.py': py.udpServer,
      'udp_client.py': py.udpClient,
    };
    expect(findOnly(tcpEcho, folder)).toEqual({ server: 'tcp_server.py', client: 'tcp_client.py' });
    expect(findOnly(udpEcho, folder)).toEqual({ server: 'udp_server.py', client: 'udp_client.py' });
  });

  test.each([
    ['in another case', 'TCP_Server.PY', 'TCP_CLIENT.py'],
    ['in camel case', 'tcpServer.py', 'TcpClient.py'],
    ['run together', 'TCPserver.py', 'tcpclient.py'],
    ['with hyphens, blanks and brackets', 'tcp-server.py', 'Tcp Client (1).py'],
    ['in Spanish', 'servidor.py', 'cliente.py'],
    ['in Spanish, the other way round', 'ServidorTCP.py', 'cliente_tcp.py'],
    ['with accents', 'Servídor TCP.py', 'clíenté.py'],
    ['with more words', 'mi_servidor_eco_v2.py', 'practica2-cliente.py'],
    ['one misprinted in the notes', 'cp_server.py', 'cp_client.py'],
    ['in a folder of the language', 'python/tcp_server.py', 'python/tcp_client.py'],
    ['in a folder in capitals', 'SOCKETS/servidor.py', 'SOCKETS/cliente.py'],
    ['deep down', 'Práctica 2/entrega final/src/server.py', 'Práctica 2/entrega final/src/client.py'],
  ])('names are understood %s', (_, server, client) => {
    expect(findOnly(tcpEcho, { [server]: py.tcpServer, [client]: py.tcpClient })).toEqual({ server, client });
  });

  test('a name with decomposed accents, as macOS zips them, is the same name', () => {
    const decomposed = 'sérvidor.py'.normalize('NFD');
    expect(findOnly(tcpEcho, { [decomposed]: py.unclear })).toMatchObject({ server: decomposed });
  });

  test('a name wins over content when its content is only unclear', () => {
    const folder = { 'tcp_server.py': py.unclear, 'app.py': py.tcpServer, 'tcp_client.py': py.tcpClient };
    expect(findOnly(tcpEcho, folder)).toEqual({ server: 'tcp_server.py', client: 'tcp_client.py' });
  });

  test('the order in which the exercise lists names is the order of preference', () => {
    const folder = {
      'server.py': py.tcpServer,
      'servidor.py': `${py.tcpServer}#`,
      'tcp_server_viejo.py': py.tcpServer,
      'tcp_server.py': `${py.tcpServer}##`,
    };
    expect(findOnly(tcpEcho, folder)).toMatchObject({ server: 'tcp_server.py' });
  });

  test('a folder says what the name leaves open', () => {
    const folder = {
      'tcp/servidor.py': py.tcpServer,
      'tcp/cliente.py': py.tcpClient,
      'udp/servidor.py': py.udpServer,
      'udp/cliente.py': py.udpClient,
    };
    expect(findOnly(tcpEcho, folder)).toEqual({ server: 'tcp/servidor.py', client: 'tcp/cliente.py' });
    expect(findOnly(udpEcho, folder)).toEqual({ server: 'udp/servidor.py', client: 'udp/cliente.py' });
  });

  test('a folder says the role when the file does what it should', () => {
    const folder = {
      'servidor/main.py': py.tcpServer,
      'servidor/config.py': py.unclear,
      'cliente/main.py': py.tcpClient,
    };
    expect(findOnly(tcpEcho, folder)).toEqual({ server: 'servidor/main.py', client: 'cliente/main.py' });
  });

  test('generic names that carry the other exercise are told apart by content', () => {
    const folder = { 'servidor1.py': py.udpServer, 'servidor2.py': py.tcpServer };
    expect(findOnly(tcpEcho, folder)).toMatchObject({ server: 'servidor2.py' });
    expect(findOnly(udpEcho, folder)).toMatchObject({ server: 'servidor1.py' });
  });

  test('an observer is no server', () => {
    expect(findOnly(tcpEcho, { 'observer.py': py.unclear })).toMatchObject({ server: { kind: 'missing' } });
  });
});

describe('by content', () => {
  test('a name that says nothing leaves it to what the source does', () => {
    const folder = {
      'main.py': py.tcpServer,
      'programa1.py': py.tcpClient,
      'ejercicio.py': py.udpServer,
      'ejercicio2.py': py.udpClient,
      'events.py': py.unclear,
    };
    expect(findOnly(tcpEcho, folder)).toEqual({ server: 'main.py (content)', client: 'programa1.py (content)' });
    expect(findOnly(udpEcho, folder)).toEqual({ server: 'ejercicio.py (content)', client: 'ejercicio2.py (content)' });
  });

  test('swapped names are seen through', () => {
    const folder = { 'server_echo.py': py.tcpClient, 'client_echo.py': py.tcpServer };
    expect(findOnly(tcpEcho, folder)).toEqual({
      server: 'client_echo.py (content)',
      client: 'server_echo.py (content)',
    });
  });

  test('a server named UDP that speaks TCP is a TCP server', () => {
    const folder = { 'ServidorUDP.py': py.tcpServer, 'ClienteTCP.py': py.tcpClient };
    expect(findOnly(tcpEcho, folder)).toEqual({ server: 'ServidorUDP.py (content)', client: 'ClienteTCP.py' });
  });

  test('words in comments and strings count for nothing', () => {
    const decoy = '"""listen() accept() SOCK_STREAM"""\n# s.listen() s.accept()\nprint("SOCK_STREAM s.listen(1)")\n';
    const folder = { 'uno.py': `${decoy}${py.udpClient}`, 'dos.py': `${decoy}${py.tcpClient}` };
    expect(findOnly(tcpEcho, folder)).toMatchObject({ server: { kind: 'missing' }, client: 'dos.py (content)' });
    expect(findOnly(udpEcho, folder)).toMatchObject({ server: { kind: 'missing' }, client: 'uno.py (content)' });
  });

  test('JavaScript is read as well', () => {
    const folder = { 'a.js': js.tcpServer, 'b.mjs': js.tcpClient, 'c.cjs': js.udpServer, 'd.js': js.udpClient };
    expect(findOnly(tcpEcho, folder)).toEqual({ server: 'a.js (content)', client: 'b.mjs (content)' });
    expect(findOnly(udpEcho, folder)).toEqual({ server: 'c.cjs (content)', client: 'd.js (content)' });
  });

  test.each([
    ['Windows', '\r\n'],
    ['old Mac', '\r'],
  ])('%s line ends end a comment', (_, lineEnd) => {
    const source = `# servidor\n${py.tcpServer}`.replaceAll('\n', lineEnd);
    expect(findOnly(tcpEcho, { 'main.py': source })).toMatchObject({ server: 'main.py (content)' });
  });

  test('a wrong transport behind a name that leaves no doubt is still the program, so that it can be told', () => {
    const folder = { 'udp_server.py': py.tcpServer, 'udp_client.py': py.udpClient };
    expect(findOnly(udpEcho, folder)).toEqual({ server: 'udp_server.py', client: 'udp_client.py' });
  });

  test('a UDP server that forgot to bind is not taken for a client', () => {
    const forgetful = py.udpServer.replace('s.bind(A)', '');
    expect(findOnly(udpEcho, { 'servidor.py': forgetful })).toMatchObject({ server: 'servidor.py' });
    expect(findOnly(udpEcho, { 'main.py': forgetful })).toMatchObject({ client: { kind: 'missing' } });
  });

  test('a generic name over the other transport belongs to another exercise', () => {
    expect(findOnly(udpEcho, { 'servidor.py': py.tcpServer })).toMatchObject({ server: { kind: 'missing' } });
  });

  test('an empty file gives way to one that does something, and is taken when there is no other', () => {
    const empty = { 'tcp_server.py': '# por hacer\n', 'tcp_client.py': py.tcpClient };
    expect(findOnly(tcpEcho, empty)).toMatchObject({ server: 'tcp_server.py' });
    expect(findOnly(tcpEcho, { ...empty, 'main.py': py.tcpServer })).toMatchObject({ server: 'main.py (content)' });
  });
});

describe('several candidates', () => {
  test.each([
    ['another accepted name', { 'servidor.py': `${py.tcpServer}#` }, ['servidor.py']],
    [
      'the same in two folders',
      { 'a/server.py': `${py.tcpServer}#`, 'server.py': py.tcpServer + 1 },
      ['server.py', 'a/server.py'],
    ],
    ['a copy', { 'servidor.py': py.tcpServer.replaceAll('\n', '\r\n') }, undefined],
    ['another word in the name', { 'mi_servidor_tcp.py': `${py.tcpServer}#` }, undefined],
    ['an accepted name and nothing in it', { 'servidor.py': '# por hacer' }, undefined],
    ['an accepted name and another content', { 'servidor.py': py.udpServer }, undefined],
    ['another language', { 'servidor.c': c.tcpServer }, undefined],
  ])('a file beside the one that is taken is told of by its name: %s', (_, beside, others) => {
    const [set] = find(tcpEcho, { 'tcp_server.py': py.tcpServer, 'tcp_client.py': py.tcpClient, ...beside });
    expect(set?.programs).toEqual({
      server: { kind: 'found', path: 'tcp_server.py', language: 'python', by: 'name', ...(others && { others }) },
      client: { kind: 'found', path: 'tcp_client.py', language: 'python', by: 'name' },
    });
  });

  test('different files that fit equally well are ambiguous, and all are named', () => {
    const folder = { 'tcp_server.py': py.tcpServer, 'python/tcp_server.py': `${py.tcpServer}print()\n` };
    expect(findOnly(tcpEcho, folder)).toMatchObject({
      server: { kind: 'ambiguous', candidates: ['tcp_server.py', 'python/tcp_server.py'] },
    });
  });

  test('of copies, which may differ in their line ends, the one nearest to the root is taken', () => {
    const windows = py.tcpServer.replaceAll('\n', '\r\n');
    const folder = {
      'python/tcp_server.py': py.tcpServer,
      'tcp_server.py': windows,
      'a/b/tcp_server.py': py.tcpServer,
    };
    expect(findOnly(tcpEcho, folder)).toMatchObject({ server: 'tcp_server.py' });
  });

  test('two files without a telling name that do the same are ambiguous', () => {
    const folder = { 'ejercicio1.py': py.tcpServer, 'ejercicio2.py': `${py.tcpServer}print()\n` };
    expect(findOnly(tcpEcho, folder)).toMatchObject({ server: { kind: 'ambiguous' }, client: { kind: 'missing' } });
  });

  test('no file is two programs: one that does something else than its name says is the program it is named after', () => {
    expect(findOnly(tcpEcho, { 'tcp_server.py': py.tcpClient })).toMatchObject({
      server: 'tcp_server.py',
      client: { kind: 'missing', found: [] },
    });
  });
});

describe('nothing to grade', () => {
  test('an empty folder is looked through in vain, in every language', () => {
    expect(find(tcpEcho, {})).toEqual([
      {
        language: '',
        programs: {
          server: {
            kind: 'missing',
            lookedFor: ['tcp_server.py', 'tcp_server.ts', 'tcp_server.js', 'tcp_server.c'],
            found: [],
          },
          client: {
            kind: 'missing',
            lookedFor: ['tcp_client.py', 'tcp_client.ts', 'tcp_client.js', 'tcp_client.c'],
            found: [],
          },
        },
      },
    ]);
  });

  test('a missing program tells the names looked for and the sources that were there', () => {
    const folder = {
      'README.md': 'listen()',
      'tcp_client.py': py.tcpClient,
      'Servidor.java': '',
      'src/users_service.py': py.unclear,
      'tcp_server.py.txt': py.tcpServer,
    };
    expect(findOnly(tcpEcho, folder)).toEqual({
      client: 'tcp_client.py',
      server: {
        kind: 'missing',
        lookedFor: ['tcp_server.py', 'servidor.py'],
        found: ['Servidor.java', 'tcp_server.py.txt', 'src/users_service.py'],
      },
    });
  });

  test('where several languages are there, only the preferred name is told in each', () => {
    const [set] = find(tcpEcho, { 'a.py': py.unclear, 'b.c': '', 'notes.txt': '' });
    expect(set).toMatchObject({
      language: 'c+python',
      programs: { server: { lookedFor: ['tcp_server.py', 'tcp_server.c'], found: ['a.py', 'b.c'] } },
    });
  });

  test.each([
    ['a folder named like a program', 'directory', 'directory'],
    ['a link to nothing', 'dangling-link', 'dangling-link'],
    ['a link out of the folder', 'outside-link', 'not-readable'],
    ['a pipe', 'special', 'not-readable'],
  ] as const)('%s is no program, and the reason is kept', (_, kind, reason) => {
    expect(findOnly(tcpEcho, { 'tcp_server.py': { kind }, 'tcp_client.py': py.tcpClient })).toEqual({
      server: { kind: 'unreadable', path: 'tcp_server.py', reason },
      client: 'tcp_client.py',
    });
  });

  test('a program inside a folder that is named like one is found', () => {
    const folder = { 'tcp_server.py': { kind: 'directory' }, 'tcp_server.py/main.py': py.tcpServer } as const;
    expect(findOnly(tcpEcho, folder)).toMatchObject({ server: 'tcp_server.py/main.py' });
  });
});

describe('languages', () => {
  const inPython = { 'python/tcp_server.py': py.tcpServer, 'python/tcp_client.py': py.tcpClient };

  test('every complete language is a set of its own', () => {
    const folder = { ...inPython, 'c/tcp_server.c': c.tcpServer, 'c/tcp_client.c': c.tcpClient };
    expect(find(tcpEcho, folder).map(({ language }) => language)).toEqual(['python', 'c']);
  });

  test('a server and a client in different languages are one set', () => {
    const folder = { 'tcp_server.py': py.tcpServer, 'tcp_client.c': c.tcpClient };
    expect(find(tcpEcho, folder)).toEqual([
      {
        language: 'c+python',
        programs: {
          server: { kind: 'found', path: 'tcp_server.py', language: 'python', by: 'name' },
          client: { kind: 'found', path: 'tcp_client.c', language: 'c', by: 'name' },
        },
      },
    ]);
  });

  test('a language with one program only borrows the other from a language that has it', () => {
    const sets = find(tcpEcho, { ...inPython, 'c/tcp_server.c': c.tcpServer });
    expect(sets.map(({ language }) => language)).toEqual(['python', 'c+python']);
    expect(sets[1]?.programs).toMatchObject({
      server: { path: 'c/tcp_server.c' },
      client: { path: 'python/tcp_client.py' },
    });
  });

  test('what no language has is missing in each of them', () => {
    const sets = find(tcpEcho, { 'tcp_server.py': py.tcpServer, 'tcp_server.c': c.tcpServer });
    expect(sets).toMatchObject([
      {
        language: 'python',
        programs: { client: { lookedFor: ['tcp_client.py', 'cliente.py'] } },
      },
      { language: 'c', programs: { client: { lookedFor: ['tcp_client.c', 'cliente.c'] } } },
    ]);
  });

  test('what a TypeScript compiler leaves beside its source is no language of its own', () => {
    const folder = {
      'tcp_server.ts': js.tcpServer,
      'tcp_server.js': js.tcpServer,
      'tcp_server.d.ts': 'export {};',
      'tcp_client.mts': js.tcpClient,
      'tcp_client.mjs': js.tcpClient,
    };
    expect(findOnly(tcpEcho, folder)).toEqual({ server: 'tcp_server.ts', client: 'tcp_client.mts' });
  });
});

describe('choices of the user', () => {
  const folder = {
    'a.py': py.tcpServer,
    'b.py': `${py.tcpServer}print()\n`,
    'tcp_client.py': py.tcpClient,
    'tcp_client.c': c.tcpClient,
    'tcp_server.c': c.tcpServer,
  };

  test('a chosen file is taken, and the rest is found in its language', () => {
    const choices = { server: { path: 'b.py', language: 'python' } };
    expect(findPrograms(tcpEcho, submitted(folder), choices)).toMatchObject([
      {
        language: 'python',
        programs: { server: { kind: 'found', path: 'b.py', by: 'choice' }, client: { path: 'tcp_client.py' } },
      },
    ]);
  });

  test('with everything chosen nothing is looked for', () => {
    const choices = {
      server: { path: '/elsewhere/x.c', language: 'c' },
      client: { path: 'a.py', language: 'python' },
    };
    expect(findPrograms(tcpEcho, submitted(folder), choices)).toMatchObject([
      { language: 'c+python', programs: { server: { path: '/elsewhere/x.c' }, client: { path: 'a.py' } } },
    ]);
  });

  test('a chosen file is not also taken for another program', () => {
    const choices = { server: { path: 'tcp_client.py', language: 'python' } };
    const sets = findPrograms(tcpEcho, submitted({ 'tcp_client.py': py.tcpClient }), choices);
    expect(sets).toMatchObject([{ programs: { client: { kind: 'missing' } } }]);
  });
});

test('a large hostile source is read in one pass', () => {
  const pieces = ['/*', "'''", '"', '`\\', 'bind((', 'socket( ', 'a', ' ', 'listen '];
  for (const piece of pieces) {
    const text = piece.repeat((1024 * 1024) / piece.length);
    expect(find(tcpEcho, { 'a.py': text, 'b.c': text, 'c.js': text })).toHaveLength(1);
  }
});

test('thousands of files that all contradict their names are sorted out', () => {
  const names = Array.from({ length: 5000 }, (_, index) => [`server_${index}.py`, `${py.tcpClient}#${index}`] as const);
  expect(findOnly(tcpEcho, Object.fromEntries(names))).toMatchObject({ server: { kind: 'ambiguous' } });
});
