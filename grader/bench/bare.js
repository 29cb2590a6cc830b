/**
 * The least that starting programs can cost: each is started, one echo goes through it, and it ends. Nothing is checked
 * and nothing recorded. It stands alone, in plain JavaScript, so that no part of the grader is paid for here.
 *
 *     node bare.js '{ "concurrency": 4, "programs": [{ "role": "server", "transport": "tcp", "starts": 34,
 *                     "command": ["/usr/bin/python3", "tcp_server.py"], "environment": {} }] }'
 */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const host = '127.0.0.1';
const message = Buffer.from('Hola Mundo Cruel');
/** A server that does not listen yet is called again after so long. */
const againMs = 4;

const echoes = {
  tcp: { server: echoByTcpServer, client: echoForTcpClient },
  udp: { server: echoByUdpServer, client: echoForUdpClient },
};

function start({ command: [file, ...args], environment }, port) {
  const child = spawn(file, [...args, host, String(port)], { stdio: 'ignore', env: environment });
  return { child, ended: once(child, 'exit') };
}

async function endWell(program, { ended }) {
  const [code] = await ended;
  if (code !== 0) throw new Error(`${program.command.join(' ')} ended with ${code}`);
}

async function endByForce({ child, ended }) {
  child.kill('SIGKILL');
  await ended;
}

async function echoByTcpServer(program) {
  const port = await freeTcpPort();
  const started = start(program, port);
  const socket = await callUntilItListens(program, started, port);
  socket.write(message);
  await echoedBy(socket);
  socket.destroy();
  await endByForce(started);
}

async function echoedBy(socket) {
  let missing = message.length;
  for await (const bytes of socket) {
    missing -= bytes.length;
    if (missing <= 0) return;
  }
  throw new Error('The connection was closed before the echo');
}

async function callUntilItListens(program, { child }, port) {
  for (;;) {
    const socket = connect(port, host);
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      requireRunning(program, child);
      await setTimeout(againMs);
    }
  }
}

function requireRunning(program, child) {
  if (child.exitCode !== null) throw new Error(`${program.command.join(' ')} ended with ${child.exitCode}`);
}

async function freeTcpPort() {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function echoForTcpClient(program) {
  const server = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, host);
  await once(server, 'listening');
  await endWell(program, start(program, server.address().port));
  server.close();
}

async function echoByUdpServer(program) {
  const port = await freeUdpPort();
  const started = start(program, port);
  const socket = createSocket('udp4');
  const answered = once(socket, 'message').then(() => true);
  do {
    requireRunning(program, started.child);
    socket.send(message, port, host);
  } while (!(await Promise.race([answered, setTimeout(againMs, false)])));
  socket.close();
  await endByForce(started);
}

async function freeUdpPort() {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

async function echoForUdpClient(program) {
  const socket = createSocket('udp4').bind(0, host);
  socket.on('message', (datagram, { port, address }) => socket.send(datagram, port, address));
  await once(socket, 'listening');
  await endWell(program, start(program, socket.address().port));
  socket.close();
}

const plan = JSON.parse(process.argv[2]);
const open = plan.programs.flatMap((program) => Array.from({ length: program.starts }, () => program)).values();

async function work() {
  for (const program of open) await echoes[program.transport][program.role](program);
}

await Promise.all(Array.from({ length: plan.concurrency }, work));
