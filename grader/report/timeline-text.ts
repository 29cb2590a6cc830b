/** The wire log of one check: every fact on a line of its own, with its time, who did it to whom, and what. */
import type { Observation, Timeline } from '../model/observation.ts';
import { displayWidth } from './display-width.ts';
import { flow, noPaint, renderRows, toned, type Paint } from './layout.ts';
import { catalogueOf, tellFact, type Lang } from './messages/words.ts';

export type TimelineOptions = {
  readonly lang: Lang;
  readonly columns: number;
  /** Name of the program the check is of, the other end of every peer. */
  readonly program: string;
  readonly paint?: Paint;
};

/** One line a fact, e.g. `    12.3 ms  alice → server  16 bytes: "Hola Mundo Cruel"`; long values are shortened. */
export function renderTimeline(timeline: Timeline, options: TimelineOptions): string {
  const words = catalogueOf(options.lang);
  const lanes = timeline.map((fact) => lane(fact, options.program));
  const laneColumns = Math.min(28, Math.max(0, ...lanes.map(displayWidth)));
  const rows = timeline.map((fact, index) => {
    const time = `${fact.atMs.toFixed(1)} ms`.padStart(11);
    const who = padded(lanes[index] ?? '', laneColumns);
    const tone = fact.kind.startsWith('step-') ? 'dim' : null;
    return flow(0, toned('dim', `${time}  ${who}  `), [{ text: tellFact(words, fact), tone }]);
  });
  return renderRows(rows, options.columns, options.paint ?? noPaint);
}

function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Who did it to whom: an arrow where bytes flow. */
function lane(fact: Observation, program: string): string {
  switch (fact.kind) {
    case 'sent':
    case 'connected':
    case 'connect-failed':
    case 'grader-closed':
    case 'tls-began':
      return `${fact.peer} → ${program}`;
    case 'received':
    case 'accepted':
    case 'peer-closed':
    case 'tls-established':
    case 'tls-failed':
    case 'tls-notified':
    case 'digest':
      return `${program} → ${fact.peer}`;
    case 'piece-read':
    case 'piece-left-unread':
    case 'queued':
    case 'unaccepted':
    case 'close-arrived':
    case 'back-pressure':
      return program;
    case 'reading-paused':
    case 'reading-resumed':
      return fact.peer;
    case 'program-output':
      return `${fact.program} → ${fact.stream}`;
    case 'typed':
    case 'input-ended':
      return `stdin → ${fact.program}`;
    case 'step-began':
    case 'step-ended':
    case 'step-gave-up':
    case 'grader-delayed':
    case 'processors-busy':
    case 'unproven':
    case 'grader-trouble':
    case 'folder-made':
    case 'file-placed':
    case 'file-seen':
    case 'file-unseen':
      return program;
    case 'grader-listening':
    case 'port-unavailable':
      return '';
    default:
      return fact.program;
  }
}
