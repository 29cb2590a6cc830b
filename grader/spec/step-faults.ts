/** Faults of a step by itself, whatever comes before it: it does not suit the program that the check is of. */
import type { ProgramSpec } from './exercise.ts';
import { notAmong, shown, type Fault, type Path } from './fault.ts';
import { patternFlaw } from './pattern-flaw.ts';
import { payloadBytes, templateNames, type Payload } from './payload-bytes.ts';
import type { PlacedStep } from './repeat.ts';
import { folderFaults } from './folder-faults.ts';
import type { Step, StepOf } from './step.ts';

/** Names of templates that no step can give to something else. */
export const reservedNames: readonly string[] = ['sent', 'received', 'outside'];

const argumentNames = ['host', 'port', 'buffer', 'certificate', 'key', 'ca', 'token'];
const typedNames = ['host', 'port', 'token'];

/** Bytes of the largest datagram over IPv4: 65,535 less the headers of IP and UDP. */
const maxDatagramBytes = 65_507;

const roleOfVerb = new Map<Step['do'], ProgramSpec['role']>([
  ['connect', 'server'],
  ['listen', 'client'],
  ['accept', 'client'],
  ['converse', 'client'],
]);

/** Verbs, and keys of verbs, that only one transport knows. */
const transportOfWord = new Map<string, ProgramSpec['transport']>([
  ['halfClose', 'tcp'],
  ['reset', 'tcp'],
  ['pause', 'tcp'],
  ['resume', 'tcp'],
  ['expectClose', 'tcp'],
  ['expectConnections', 'tcp'],
  ['converse', 'tcp'],
  ['send.pieces', 'tcp'],
  ['echo.pieces', 'tcp'],
  ['listen.tls', 'tcp'],
  ['connect.tls', 'tcp'],
  ['send.cut', 'tcp'],
  ['drop', 'udp'],
  ['send.from', 'udp'],
  ['send.afterMs', 'udp'],
  ['expect.fromPort', 'udp'],
  ['expect.order', 'udp'],
]);

/** `of` is the name of the program, `names` those of all programs. */
export function stepFaults(placed: PlacedStep, of: string, program: ProgramSpec, names: readonly string[]): Fault[] {
  if (placed.round !== null && placed.round > 1) return [];
  const { written: step, path } = placed;
  const stranger = programFaults(step, path, of, names);
  if (stranger.length > 0) return stranger;
  return [
    ...roleFaults(step, path, of, program),
    ...transportFaults(step, path, of, program),
    ...datagramFaults(step, path, program),
    ...folderFaults(step, path, of, program),
    ...patternFaults(step, path),
    ...(step.do === 'start' ? argumentFaults(step, path) : []),
    ...(step.do === 'converse' ? lineFaults(step, path) : []),
    ...(step.do === 'expect' ? captureFaults(step, path) : []),
  ];
}

function programFaults(step: Step, path: Path, of: string, names: readonly string[]): Fault[] {
  if (!('program' in step) || step.program === of) return [];
  const { program } = step;
  const at = [...path, 'program'];
  if (names.includes(program)) return [{ path: at, problem: { code: 'OTHER_PROGRAM', program, of } }];
  return [{ path: at, problem: { code: 'UNKNOWN_PROGRAM', program }, ...notAmong(program, names) }];
}

function roleFaults(step: Step, path: Path, of: string, { role }: ProgramSpec): Fault[] {
  const suits = roleOfVerb.get(step.do) ?? role;
  return suits === role
    ? []
    : [{ path, at: 'key', problem: { code: 'NOT_FOR_ROLE', verb: step.do, program: of, role } }];
}

function transportFaults(step: Step, path: Path, of: string, { transport }: ProgramSpec): Fault[] {
  const keys = Object.entries(step).flatMap(([key, value]) => (value === undefined ? [] : [[step.do, key]]));
  return [[step.do], ...keys]
    .filter((words) => (transportOfWord.get(words.join('.')) ?? transport) !== transport)
    .map((words) => ({
      path: [...path, ...words.slice(1)],
      at: 'key',
      problem: { code: 'NOT_FOR_TRANSPORT', word: words.at(-1) ?? '', program: of, transport },
    }));
}

function datagramFaults(step: Step, path: Path, { transport }: ProgramSpec): Fault[] {
  if (transport !== 'udp' || step.do !== 'send' || step.payload.kind === 'template') return [];
  const bytes = payloadBytes(step.payload, () => undefined).length;
  return bytes <= maxDatagramBytes
    ? []
    : [{ path, problem: { code: 'DATAGRAM_TOO_LARGE', bytes, limit: maxDatagramBytes } }];
}

function patternFaults(step: Step, path: Path): Fault[] {
  const pattern = patternOf(step) ?? '';
  const flaw = patternFlaw(pattern, 's');
  if (flaw === null) return [];
  return [{ path: [...path, 'pattern'], problem: { code: 'INVALID_PATTERN', flaw }, found: shown(pattern) }];
}

function patternOf(step: Step): string | undefined {
  if (step.do === 'expect' && step.expected.kind === 'pattern') return step.expected.pattern;
  return step.do === 'expectOutput' && step.shown.kind === 'pattern' ? step.shown.pattern : undefined;
}

function argumentFaults(step: StepOf<'start'>, path: Path): Fault[] {
  const hasBuffer = step.buffer !== undefined;
  return (step.arguments ?? []).flatMap((argument, index) =>
    templateNames(argument).flatMap((name) => argumentFault(name, [...path, 'arguments', index], hasBuffer)),
  );
}

function lineFaults({ lines, answers }: StepOf<'converse'>, path: Path): Fault[] {
  const typed = [
    ...lines.map((line, index) => ({ line, at: [...path, 'lines', index] })),
    ...answers.map(({ line }, index) => ({ line, at: [...path, 'answers', index, 'line'] })),
  ];
  return typed.flatMap(({ line, at }) =>
    templateNames(line).flatMap((name) => argumentFault(name, at, true, typedNames)),
  );
}

function argumentFault(name: string, path: Path, hasBuffer: boolean, known = argumentNames): Fault[] {
  if (name === 'buffer' && !hasBuffer) return [{ path, problem: { code: 'ARGUMENT_WITHOUT_BUFFER' } }];
  if (known.includes(name)) return [];
  return [{ path, problem: { code: 'UNKNOWN_ARGUMENT', name }, ...notAmong(name, known) }];
}

function captureFaults({ as: name }: StepOf<'expect'>, path: Path): Fault[] {
  if (name === undefined || !reservedNames.includes(name)) return [];
  return [{ path: [...path, 'as'], problem: { code: 'RESERVED_NAME', name } }];
}

/** The template among what a step sends, types or expects. */
export function templateOf(step: Step): string | undefined {
  const payload = payloadOf(step);
  return payload?.kind === 'template' ? payload.template : undefined;
}

function payloadOf(step: Step): Payload | undefined {
  switch (step.do) {
    case 'send':
    case 'type':
    case 'expectNever':
    case 'file':
      return step.payload;
    case 'expectFile':
      return step.content.kind === 'exactly' ? step.content.payload : undefined;
    case 'expect':
      return step.expected.kind === 'exactly' ? step.expected.payload : undefined;
    case 'expectOutput':
      return 'payload' in step.shown ? step.shown.payload : undefined;
    default:
      return undefined;
  }
}
