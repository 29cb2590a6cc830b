/**
 * What a source does with sockets, told by the calls in it. This is a rough reading, good enough to choose a file by and
 * never a reason for points: where it is not clear, nothing is said.
 */
import type { Said } from './file-name.ts';

export type Content = {
  readonly does: Said;
  /** Nothing but comments, strings and white space; or nothing but what was handed out. */
  readonly blank: boolean;
};

/** Comments and strings; an unclosed one reaches to the end, so that no source takes more than one pass. */
const pythonNoise = /('''|""")[\s\S]*?(?:\1|$)|#[^\n]*|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g;
const cNoise = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|`(?:\\[\s\S]|[^`\\])*`?|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g;

const moduleName = /^['"](?:node:)?(?:net|dgram)['"]$/;

const declared = {
  tcp: /\bSOCK_STREAM\b|\bnet\s*\.|['"](?:node:)?net['"]|\b(?:create_connection|create_server|start_server|open_connection)\b|TCPServer\b|\bsocket\(\s*(?:(?:socket\.)?AF_INET6?\s*)?\)/,
  udp: /\bSOCK_DGRAM\b|\bdgram\b|\bcreate_datagram_endpoint\b|UDPServer\b/,
};
const used = {
  tcp: /\b(?:listen|accept)\s*\(/,
  udp: /\b(?:recvfrom|recvfrom_into|sendto)\s*\(/,
};

const waitsForClients = /\b(?:listen|accept|create_server|createServer|start_server)\s*\(|(?:TCP|UDP)Server\b/;
const callsServer = /\b(?:connect|connect_ex|create_connection|createConnection|open_connection)\s*\(|\bremote_addr\b/;
const bindsPort = /\bbind\s*\((?!\s*(?:this|null)\b)(?!\s*\([^,()]*,\s*0\s*\))|\blocal_addr\b/;
const sends = /\bsend(?:to|msg|all)?\s*\(/;
const receives = /\brecv\w*\s*\(/;
const readsKeyboard = /\binput\s*\(|\bstdin\b|\breadline\b|\bscanf\s*\(/;

/** Looks into a source; `language` decides what a comment looks like. */
export function readContent(text: string, language: string): Content {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  const noises = language === 'python' ? pythonNoise : cNoise;
  const code = lines.replaceAll(noises, (noise) => (moduleName.test(noise) ? noise : ' '));
  const transport = transportOf(code);
  const role = transport === 'udp' ? datagramRole(code) : streamRole(code);
  return { does: { role, transport }, blank: !/\w/.test(code) };
}

/** By what is declared; where that says nothing, or both, by the calls only one of the two has. */
function transportOf(code: string): Said['transport'] {
  return oneOf(declared, code) ?? oneOf(used, code);
}

function oneOf(signs: { readonly tcp: RegExp; readonly udp: RegExp }, code: string): Said['transport'] {
  const tcp = signs.tcp.test(code);
  if (tcp === signs.udp.test(code)) return undefined;
  return tcp ? 'tcp' : 'udp';
}

function streamRole(code: string): Said['role'] {
  const waits = waitsForClients.test(code);
  if (waits === callsServer.test(code)) return undefined;
  return waits ? 'server' : 'client';
}

/**
 * Any UDP program may bind; one that binds a port and neither connects nor reads the keyboard is a server. One that does
 * not bind is a client if it speaks first: otherwise it may be a server whose author forgot to.
 */
function datagramRole(code: string): Said['role'] {
  if (waitsForClients.test(code)) return 'server';
  const calls = callsServer.test(code);
  if (bindsPort.test(code)) return calls || readsKeyboard.test(code) ? undefined : 'server';
  return calls || speaksFirst(code) ? 'client' : undefined;
}

function speaksFirst(code: string): boolean {
  const sending = code.search(sends);
  const receiving = code.search(receives);
  return sending !== -1 && (receiving === -1 || sending < receiving);
}
