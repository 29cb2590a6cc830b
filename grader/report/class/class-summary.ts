/** How a class did, for the terminal: the spread of the scores, what was hardest, and what needs a person. */
import type { HandedIn } from '../../model/handed-in.ts';
import { showText } from '../bytes-text.ts';
import { displayWidth } from '../display-width.ts';
import { blank, flow, nothing, noPaint, paragraph, plain, renderRows, toned, type Paint, type Row } from '../layout.ts';
import { classWords, type ClassWords } from '../messages/class-words.ts';
import { tellReason } from '../messages/gradebook-words.ts';
import type { Lang } from '../messages/words.ts';
import { pointsText } from '../story/view.ts';
import { isMarked, type Assignment, type Marked, type Standing, type State } from './standing.ts';
import { hardest, median, spread, type Hardness, type Tally } from './statistics.ts';

export type SummaryOptions = { readonly lang: Lang; readonly columns: number; readonly paint?: Paint };

const narrowest = 50;
const widest = 100;
const barColumns = 40;
const listedChecks = 5;
/** Of every kind: a list that fills the screen hides the others. */
const listedStudents = 12;

/** The whole summary, ending in a line end; names are escaped. `tally`: the checks of all of them. */
export function renderClassSummary(
  standings: readonly Standing[],
  tally: Tally,
  assignment: Assignment,
  { lang, columns, paint }: SummaryOptions,
): string {
  const words = classWords(lang);
  const marked = standings.filter(isMarked);
  const rows = [
    ...headRows(standings, assignment, lang),
    ...spreadRows(marked, words),
    ...hardestRows(tally, assignment, lang),
    ...(['ungradable', 'grader-error', 'incomplete'] as const).flatMap((state) => stateRows(standings, state, lang)),
    ...lateRows(standings, words),
    ...toBeMarkedRows(marked, words),
  ];
  return renderRows(
    rows.slice(0, rows.at(-1)?.kind === 'blank' ? -1 : undefined),
    Math.min(widest, Math.max(narrowest, columns)),
    paint ?? noPaint,
  );
}

function headRows(standings: readonly Standing[], { lab, exercises }: Assignment, lang: Lang): Row[] {
  const words = classWords(lang);
  const title = lab === null ? exercises.map((one) => one.title[lang]).join(' · ') : lab.title[lang];
  const count = (state: State) => standings.filter((one) => one.state === state).length;
  const counts = words.counts({
    graded: count('graded'),
    incomplete: count('incomplete'),
    ungradable: count('ungradable'),
    graderErrors: count('grader-error'),
  });
  return [
    flow(0, nothing, [toned('title', title)]),
    paragraph(0, toned('strong', words.submissions(standings.length)), plain(`: ${counts}`)),
    blank,
  ];
}

/** What is not graded to the end has no score yet. */
function spreadRows(marked: readonly Marked[], words: ClassWords): Row[] {
  const decided = marked.filter(({ state }) => state === 'graded');
  const scores = decided.map(({ score }) => score);
  const middle = median(scores);
  if (middle === undefined) return [];
  const bins = spread(decided);
  const most = Math.max(...bins.map(({ count }) => count));
  const lines = bins.map(({ from, to, count }) => {
    const range = `${String(from).padStart(3)}–${to === 100 ? '100' : String(to - 1)} %`.padEnd(9);
    const bar = '█'.repeat(Math.ceil((count / most) * barColumns));
    return flow(2, toned('dim', `${range} `), count === 0 ? [] : [toned('good', bar), plain(` ${count}`)]);
  });
  const [lowest, highest] = [scores.reduce((a, b) => Math.min(a, b)), scores.reduce((a, b) => Math.max(a, b))];
  return [
    paragraph(0, toned('strong', words.distribution(pointsText(decided[0]?.maxScore ?? 0)))),
    ...lines,
    paragraph(2, plain(words.middle(pointsText(middle), pointsText(lowest), pointsText(highest)))),
    blank,
  ];
}

function hardestRows(tally: Tally, { exercises }: Assignment, lang: Lang): Row[] {
  const words = classWords(lang);
  const checks = hardest(tally, exercises, listedChecks);
  if (checks.length === 0) return [];
  const lines = checks.map((one) => {
    const share = `${Math.round((one.failed / one.tried) * 100)} % `.padStart(6);
    return flow(
      2,
      toned('bad', share),
      [plain(titleOf(one, exercises.length > 1, lang))],
      plain(words.failedBy(one.failed, one.tried)),
    );
  });
  return [paragraph(0, toned('strong', words.hardest)), ...lines, blank];
}

function titleOf({ exercise, check }: Hardness, several: boolean, lang: Lang): string {
  const program = exercise.programs[check.of]?.title[lang] ?? check.of;
  const of = several ? `${exercise.title[lang]}, ${program}` : program;
  return `${of}: ${check.title[lang]}`;
}

function stateRows(standings: readonly Standing[], state: Exclude<State, 'graded'>, lang: Lang): Row[] {
  const words = classWords(lang);
  const headings = { ungradable: words.ungradable, incomplete: words.incomplete, 'grader-error': words.graderErrors };
  const own = standings.filter((one) => one.state === state);
  const lines = own.slice(0, listedStudents).map((standing) => {
    const reason = tellReason(standing, lang);
    return flow(2, toned('warn', '· '), [
      plain(who(standing.handedIn)),
      toned('dim', reason === null ? '' : `: ${reason}`),
    ]);
  });
  return listed(headings[state], own.length, lines, words);
}

function lateRows(standings: readonly Standing[], words: ClassWords): Row[] {
  const late = standings.filter(({ handedIn }) => handedIn.late);
  const lines = late
    .slice(0, listedStudents)
    .map(({ handedIn }) => flow(2, toned('dim', '· '), [plain(showText(handedIn.student.name))]));
  return listed(words.late, late.length, lines, words);
}

function listed(heading: string, count: number, lines: readonly Row[], words: ClassWords): Row[] {
  if (count === 0) return [];
  const more = count > lines.length ? [paragraph(2, toned('dim', words.more(count - lines.length)))] : [];
  return [paragraph(0, toned('strong', heading), plain(`: ${count}`)), ...lines, ...more, blank];
}

function toBeMarkedRows(marked: readonly Marked[], words: ClassWords): Row[] {
  const open = marked.filter(({ toBeMarked }) => toBeMarked > 0);
  if (open.length === 0) return [];
  const most = open.reduce((highest, { toBeMarked }) => Math.max(highest, toBeMarked), 0);
  return [paragraph(0, plain(words.toBeMarked(pointsText(most), open.length)))];
}

/** A source that only repeats the name is not worth its line. */
function who({ student, source }: HandedIn): string {
  const name = showText(student.name);
  return displayWidth(name) > 0 && source !== student.name ? `${name} (${showText(source)})` : showText(source);
}
