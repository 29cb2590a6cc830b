/** The names of calls in the student's language, so that a hint names what is in their file. The same in every report language. */
import { assertNever } from '../../model/assert-never.ts';
import type { Transport } from '../../model/observation.ts';

/** Languages whose programs are built alike; others get the names of the sockets API, as in C. */
export type Family = 'python' | 'node' | 'c';

export type Api = {
  readonly family: Family;
  readonly receive: string;
  readonly send: string;
  readonly accept: string;
  readonly connect: string;
  readonly close: string;
  readonly open: string;
  readonly print: string;
  readonly complain: string;
  readonly exit: string;
  readonly arguments: string;
  /** How a socket of the transport is made. */
  readonly make: (transport: Transport) => string;
};

/** The calls a program of this language and transport uses; `language` is null when there is no program yet. */
export function apiOf(language: string | null, transport: Transport): Api {
  const family = familyOf(language);
  const tcp = transport === 'tcp';
  switch (family) {
    case 'python':
      return {
        ...python,
        receive: tcp ? 'recv()' : 'recvfrom()',
        send: tcp ? 'sendall()' : 'sendto()',
        open: tcp ? 'bind(), listen()' : 'bind()',
      };
    case 'node':
      return {
        ...node,
        receive: tcp ? "socket.on('data')" : "socket.on('message')",
        send: tcp ? 'socket.write()' : 'socket.send()',
        close: tcp ? 'socket.end()' : 'socket.close()',
        open: tcp ? 'server.listen()' : 'socket.bind()',
      };
    case 'c':
      return {
        ...c,
        receive: tcp ? 'recv()' : 'recvfrom()',
        send: tcp ? 'send()' : 'sendto()',
        open: tcp ? 'bind(), listen()' : 'bind()',
      };
    default:
      return assertNever(family);
  }
}

function familyOf(language: string | null): Family {
  if (language === 'typescript' || language === 'javascript') return 'node';
  return language === 'python' || language === null ? 'python' : 'c';
}

const python = {
  family: 'python',
  accept: 'accept()',
  connect: 'connect()',
  close: 'close()',
  print: 'print()',
  complain: 'print(..., file=sys.stderr)',
  exit: 'sys.exit(1)',
  arguments: 'sys.argv',
  make: (transport: Transport) => (transport === 'tcp' ? 'socket.SOCK_STREAM' : 'socket.SOCK_DGRAM'),
} as const;

const node = {
  family: 'node',
  accept: "server.on('connection')",
  connect: 'net.connect()',
  print: 'console.log()',
  complain: 'console.error()',
  exit: 'process.exit(1)',
  arguments: 'process.argv',
  make: (transport: Transport) => (transport === 'tcp' ? 'net' : "dgram.createSocket('udp4')"),
} as const;

const c = {
  family: 'c',
  accept: 'accept()',
  connect: 'connect()',
  close: 'close()',
  print: 'printf()',
  complain: 'fprintf(stderr, ...)',
  exit: 'exit(1)',
  arguments: 'argv',
  make: (transport: Transport) => (transport === 'tcp' ? 'SOCK_STREAM' : 'SOCK_DGRAM'),
} as const;
