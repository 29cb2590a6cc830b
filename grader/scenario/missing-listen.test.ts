/** Servers that leave listen() out, in three languages: what is found of them, by what they show and by what they hold. */
import { describe, expect, test, type TestContext } from 'vitest';
import { judgeCheck } from '../judge/judge-check.ts';
import type { Finding } from '../model/finding.ts';
import { Lab } from '../testing/lab.ts';
import { stageOf } from '../testing/play.ts';
import { performCheck } from './perform-check.ts';

async function findingsOf(context: TestContext, language: string, source: string): Promise<readonly Finding[]> {
  await using lab = await Lab.open(context);
  const program = await lab.prepare(language, source);
  await using stage = stageOf(lab, { role: 'server', transport: 'tcp', program, steps: ['start: program'] });
  const verdict = judgeCheck(stage.job.exercise, stage.job.check, await performCheck(stage));
  return verdict.kind === 'failed' ? verdict.findings : [];
}

const python = (ending: string): string => `
  import socket, sys
  server = socket.socket()
  server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
  server.bind((sys.argv[1], int(sys.argv[2])))
  ${ending}
`;

const c = (ending: string): string => `
  #include <arpa/inet.h>
  #include <stdio.h>
  #include <stdlib.h>
  #include <sys/socket.h>
  #include <unistd.h>
  int main(int argc, char *argv[]) {
    int server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    if (argc < 3 || bind(server, (struct sockaddr *)&address, sizeof address) < 0) return 1;
    ${ending}
  }
`;

describe('A server that calls accept() without listen()', () => {
  test.for([
    ['python', 'in a traceback', python('conexion, cliente = server.accept()')],
    [
      'python',
      'in its own message, and it ends',
      python('\n  try: server.accept()\n  except OSError as error: sys.exit(f"Error en accept: {error}")'),
    ],
    ['c', 'by perror(), and it ends', c('if (accept(server, NULL, NULL) < 0) { perror("accept"); return 1; }')],
    [
      'c',
      'by perror(), and it waits for better times',
      c('if (accept(server, NULL, NULL) < 0) perror("Error en accept()"); pause(); return 0;'),
    ],
  ] as const)('shows it: %s, %s', async ([language, , source], context) => {
    const [first] = await findingsOf(context, language, source);
    expect(first?.code).toBe('LISTEN_MISSING');
  });

  test.for([
    ['python', 'catches the error', python('\n  try: server.accept()\n  except: print("Algo salió mal")')],
    ['c', 'does not look at what accept() gives', c('accept(server, NULL, NULL); return 0;')],
  ] as const)('does not show it, and its source does: %s, %s', async ([language, , source], context) => {
    const [first] = await findingsOf(context, language, source);
    expect(first).toMatchObject({ code: 'LISTEN_MISSING', args: { unsaid: true } });
  });

  test.for([
    ['python', python('import signal\n  signal.pause()')],
    ['c', c('pause(); return accept(server, NULL, NULL);')],
  ] as const)('says nothing, and holds a socket that nobody can reach: %s', async ([language, source], context) => {
    const [first] = await findingsOf(context, language, source);
    expect(first).toMatchObject({ code: 'NOT_LISTENING', args: { ending: 'quiet', idleSockets: 1 } });
  });
});

describe('A server in Node without listen()', () => {
  test('has nothing to do and ends', async (context) => {
    const source = "import { createServer } from 'node:net';\ncreateServer((socket) => socket.pipe(socket));";
    const findings = await findingsOf(context, 'typescript', source);
    expect(findings).toMatchObject([
      { code: 'NOT_LISTENING', args: { ending: 'exited', idleSockets: 0 } },
      { code: 'EXITED_EARLY', args: { exitCode: 0 } },
    ]);
  });

  test('that waits for the keyboard holds no socket yet, and is known to wait', async (context) => {
    const source = "import { createServer } from 'node:net';\ncreateServer();\nprocess.stdin.resume();";
    const [first] = await findingsOf(context, 'typescript', source);
    expect(first).toMatchObject({ code: 'NOT_LISTENING', args: { ending: 'quiet', idleSockets: 0 } });
  });
});

test('A server that asks at the keyboard first is told of the keyboard', async (context) => {
  const [first] = await findingsOf(context, 'python', 'import socket\nserver = socket.socket()\ninput()');
  const waits = [{ call: 'read', on: 'standard-input' }];
  expect(first).toMatchObject({ code: 'NOT_LISTENING', args: { waits, idleSockets: 1 } });
});
