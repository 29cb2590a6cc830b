import { describe, expect, test } from 'vitest';
import { toText } from '../model/bytes.ts';
import type { Timeline } from '../model/observation.ts';
import { Lab } from '../testing/lab.ts';
import { factsOf, perform } from '../testing/play.ts';

const tcpClient = { role: 'client', transport: 'tcp' } as const;

const listening = ['listen: program', 'start: program'];
const connected = "converse: { program: program, until: connected, lines: ['{host}', '{port}', Ana] }";
const said =
  'converse: { program: program, until: sent, with: server, text: Hola, lines: [Hola, Hola], answer: Recibido }';
const ended =
  'converse: { program: program, until: ended, with: server, lines: [salir, exit], endInput: true, answer: Recibido }';

const connects = `
import socket, sys
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
`;

const asksWhereTo = `
import socket
s = socket.create_connection((input('Host: '), int(input('Port: '))))
`;

function typed(timeline: Timeline): string[] {
  return factsOf(timeline, 'typed').map(({ bytes }) => toText(bytes).trimEnd());
}

function outcomes(timeline: Timeline): (readonly [string, string | null])[] {
  return factsOf(timeline, 'conversed').map(({ by, line }) => [by, line] as const);
}

describe('A conversation at the keyboard', () => {
  test('types nothing where nothing is asked', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', connects);
    const timeline = await perform(lab, { ...tcpClient, program, steps: [...listening, connected] });
    expect(typed(timeline)).toEqual([]);
    expect(outcomes(timeline)).toEqual([['itself', null]]);
  });

  test('answers questions about host and port, and goes no further than it must', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', asksWhereTo);
    const timeline = await perform(lab, { ...tcpClient, program, steps: [...listening, connected] });
    const [host, port] = factsOf(timeline, 'program-started')[0]?.command.slice(-2) ?? [];
    expect(typed(timeline)).toEqual([host, port]);
    expect(outcomes(timeline)).toEqual([['line', port]]);
  });

  test('answers what it is asked, in whatever order', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', `input('Nombre: ')\n${asksWhereTo}`);
    const answers = "[{ to: nombre, line: Ana }, { to: port, line: '{port}' }]";
    const converse = `converse: { program: program, until: connected, answers: ${answers}, lines: ['{host}'] }`;
    const timeline = await perform(lab, { ...tcpClient, program, steps: [...listening, converse] });
    expect(typed(timeline)).toEqual(['Ana', '127.0.0.1', outcomes(timeline)[0]?.[1]]);
  });

  test('types a line again when the first was the answer to a question', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `${connects}name = input('Name: ')\ns.sendall(input().encode())\ninput()`,
    );
    const timeline = await perform(lab, { ...tcpClient, program, steps: [...listening, 'accept: server', said] });
    expect(typed(timeline)).toEqual(['Hola', 'Hola']);
    expect(outcomes(timeline)).toEqual([['line', 'Hola']]);
  });

  test('answers what comes before the text it waits for', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `${connects}
s.sendall(b'NAME ' + input().encode()[:1])
assert s.recv(100) == b'Recibido'
s.sendall(input().encode())
input()`,
    );
    const timeline = await perform(lab, { ...tcpClient, program, steps: [...listening, 'accept: server', said] });
    expect(outcomes(timeline)).toEqual([['line', 'Hola']]);
    expect(factsOf(timeline, 'sent')).toHaveLength(1);
  });

  test.for([
    ['a word', "while input() != 'exit': pass", 'line', 'exit'],
    ['the end of its input', 'import sys; sys.stdin.read()', 'end-of-input', null],
    ['itself', '', 'itself', null],
    ['nothing', 's.recv(10)', 'nothing', null],
  ] as const)('tells that a program was ended by %s', async ([, ending, by, line], context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', `${connects}${ending}`);
    const timeline = await perform(lab, { ...tcpClient, program, steps: [...listening, 'accept: server', ended] });
    expect(outcomes(timeline)).toEqual([[by, line]]);
  });

  test('ends its side too once the program has ended its own', async (context) => {
    await using lab = await Lab.open(context);
    const ending = 's.shutdown(socket.SHUT_WR); input(); s.recv(10)';
    const program = await lab.prepare('python', `${connects}${ending}`);
    const timeline = await perform(lab, { ...tcpClient, program, steps: [...listening, 'accept: server', ended] });
    expect(outcomes(timeline)).toEqual([['line', 'salir']]);
    expect(factsOf(timeline, 'grader-closed')).toHaveLength(1);
  });

  test('types into silence where the kernel shows nothing', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', asksWhereTo);
    const timeline = await perform(lab, { ...tcpClient, program, steps: [...listening, connected], kernel: false });
    expect(outcomes(timeline)).toEqual([['line', typed(timeline)[1]]]);
  });
});
