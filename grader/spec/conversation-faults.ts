/**
 * Faults of a step after the steps before it: a program nobody started, a peer that is not there yet or has left, a name
 * without a value. Each follower goes through the steps in the order they are performed, and tells a cause once.
 */
import type { ProgramSpec } from './exercise.ts';
import { notAmong, type Fault, type Path } from './fault.ts';
import { peerFollower } from './peer-faults.ts';
import { templateNames } from './payload-bytes.ts';
import type { PlacedStep } from './repeat.ts';
import { reservedNames, templateOf } from './step-faults.ts';
import type { Step } from './step.ts';

/** Remembers the steps it was given; says what is wrong with the next one. */
type Follower = (placed: PlacedStep) => Fault[];

/** `steps` are those of one check, of the program `of`. */
export function conversationFaults(steps: readonly PlacedStep[], of: string, spec: ProgramSpec): Fault[] {
  const peers = peerFollower(spec.role === 'server' ? 'connect' : 'accept');
  const followers = [programFollower(of), inputFollower(), listenFollower(), peers, nameFollower(spec)];
  return steps.flatMap((placed) => followers.flatMap((follow) => follow(placed)));
}

/** Steps after which a program may start again. */
const endings: ReadonlySet<Step['do']> = new Set(['stop', 'signal', 'converse', 'expectExit']);

function programFollower(of: string): Follower {
  let startedAt: Path | null = null;
  let state: 'absent' | 'running' | 'perhaps-ended' = 'absent';
  return ({ step, path }) => {
    const before = state;
    if (step.do === 'start') {
      const related = startedAt;
      startedAt = path;
      state = 'running';
      return before === 'running' && related !== null
        ? [{ path, at: 'key', problem: { code: 'STARTED_TWICE', program: of }, related }]
        : [];
    }
    const uses = step.do !== 'listen' && ('program' in step || step.do === 'connect' || step.do === 'accept');
    if (endings.has(step.do)) state = 'perhaps-ended';
    else if (uses && before === 'absent') state = 'running';
    return uses && before === 'absent' ? [{ path, at: 'key', problem: { code: 'NOT_STARTED', program: of } }] : [];
  };
}

const typing: ReadonlySet<Step['do']> = new Set(['type', 'converse', 'endInput']);

function inputFollower(): Follower {
  let endedAt: Path | null = null;
  return ({ step, path }) => {
    const related = endedAt;
    if (step.do === 'start') endedAt = null;
    if (step.do === 'endInput' || (step.do === 'converse' && step.endInput)) endedAt = path;
    if (!typing.has(step.do) || related === null || !('program' in step)) return [];
    return [{ path, at: 'key', problem: { code: 'INPUT_ENDED', program: step.program }, related }];
  };
}

function listenFollower(): Follower {
  let since: Path | null = null;
  return ({ step, path }) => {
    const needsIt =
      step.do === 'accept' ||
      (step.do === 'converse' && step.goal.kind === 'connected') ||
      (step.do === 'expectExit' && step.contact !== undefined);
    if (step.do !== 'listen' && !needsIt) return [];
    const related = since;
    since ??= path;
    if (needsIt) return related === null ? [{ path, at: 'key', problem: { code: 'NOT_LISTENING' } }] : [];
    return related === null ? [] : [{ path, at: 'key', problem: { code: 'LISTENS_TWICE' }, related }];
  };
}

/** Without a peer of its own, as when typing, a step means the first peer there is. */
function nameFollower({ folder }: ProgramSpec): Follower {
  const captured = new Set<string>();
  let anyPeer = false;
  return ({ step, path }) => {
    anyPeer ||= 'peer' in step;
    const reserved = reservedNames.filter((name) => (name === 'outside' ? folder === 'own' : anyPeer));
    const known = new Set([...reserved, ...captured]);
    const unknown = templateNames(templateOf(step) ?? '').filter((name) => !known.has(name));
    if (step.do === 'expect' && step.as !== undefined) captured.add(step.as);
    return unknown.map((name) => ({
      path: [...path, 'template'],
      problem: { code: 'UNKNOWN_NAME', name },
      ...notAmong(name, known),
    }));
  };
}
