/** The only loop over time: performs the steps of one check, one after the other, and records what happens. */
import { assertNever } from '../model/assert-never.ts';
import { completeStep } from '../judge/judge-check.ts';
import { stackOf } from '../model/error-words.ts';
import type { Timeline } from '../model/observation.ts';
import type { Step } from '../spec/step.ts';
import { changePeer } from './steps/peer-steps.ts';
import { converse } from './converse.ts';
import { connectPeer } from './steps/connect-steps.ts';
import { accept, listen } from './steps/listen-steps.ts';
import {
  echo,
  expectConnections,
  expectIt,
  expectNoZombies,
  expectStillness,
  expectRest,
} from './steps/expect-steps.ts';
import { endInput, freeze, signal, start, stop, thaw, type } from './steps/program-steps.ts';
import { send } from './steps/send-steps.ts';
import { expectFile, expectNoFile, placeFile } from './steps/file-steps.ts';
import type { Stage } from './stage.ts';
import { waitFor, type Waited } from './wait.ts';

/** After a failed step the programs may go on for so long, so that their last words are known. */
const aftermathMs = 1000;

/** The facts of the check. Whatever goes wrong on our side stands in them as `grader-trouble`; it never throws. */
export async function performCheck(stage: Stage): Promise<Timeline> {
  let current = 0;
  try {
    for (const [index, step] of stage.job.check.steps.entries()) {
      current = index;
      stage.recorder.record({ kind: 'step-began', step: index });
      const waited = await performStep(stage, step);
      if (isUnproven(stage)) break;
      if (!endStep(stage, step, index, waited)) {
        await aftermath(stage);
        break;
      }
    }
  } catch (error) {
    stage.recorder.record({ kind: 'grader-trouble', step: current, message: stackOf(error) });
  }
  for (const output of stage.outputs.values()) output.tellRest();
  return [...stage.recorder.timeline];
}

function isUnproven(stage: Stage): boolean {
  return stage.ledger.inStep('unproven') !== undefined;
}

/** Closes the step in the record and says whether the check goes on. */
function endStep(stage: Stage, step: Step, index: number, waited: Waited): boolean {
  const { recorder, ledger, spec } = stage;
  recorder.record(
    waited.kind === 'done'
      ? { kind: 'step-ended', step: index }
      : { kind: 'step-gave-up', step: index, why: waited.why, waits: waited.waits, ownTimeMs: waited.ownTimeMs },
  );
  const end = stage.recorder.timeline.at(-1);
  if (end?.kind !== 'step-ended' && end?.kind !== 'step-gave-up') throw new Error('The end of a step was not recorded');
  return completeStep(step, ledger, spec, end);
}

/** Lets a program that is about to end do so, and its last words arrive. */
async function aftermath(stage: Stage): Promise<void> {
  await waitFor(stage, { withinMs: aftermathMs, idleMs: aftermathMs / 2, until: () => stage.running().length === 0 });
}

async function performStep(stage: Stage, step: Step): Promise<Waited> {
  switch (step.do) {
    case 'start':
      return start(stage, step);
    case 'stop':
      return stop(stage, step);
    case 'signal':
      return signal(stage, step);
    case 'freeze':
      return freeze(stage, step);
    case 'thaw':
      return thaw(stage, step);
    case 'type':
      return type(stage, step);
    case 'converse':
      return converse(stage, step);
    case 'endInput':
      return endInput(stage, step);
    case 'listen':
      return listen(stage, step);
    case 'connect':
      return connectPeer(stage, step);
    case 'accept':
      return accept(stage, step);
    case 'send':
      return send(stage, step);
    case 'echo':
      return echo(stage, step);
    case 'halfClose':
    case 'close':
    case 'reset':
    case 'pause':
    case 'resume':
      return changePeer(stage, step);
    case 'expect':
    case 'drop':
    case 'expectClose':
    case 'expectOutput':
    case 'expectExit':
      return expectIt(stage, step);
    case 'expectNothingMore':
    case 'expectNever':
    case 'expectRunning':
      return expectStillness(stage, step);
    case 'expectRest':
      return expectRest(stage, step);
    case 'expectConnections':
      return expectConnections(stage, step);
    case 'expectNoZombies':
      return expectNoZombies(stage, step);
    case 'file':
      return placeFile(stage, step);
    case 'expectFile':
      return expectFile(stage, step);
    case 'expectNoFile':
      return expectNoFile(stage, step);
    default:
      return assertNever(step);
  }
}
