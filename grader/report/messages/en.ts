/** The reports' words in English. */
import type { Catalogue } from './catalogue.ts';
import { causes } from './en/causes.ts';
import { ending } from './en/ending.ts';
import { facts } from './en/facts.ts';
import { files } from './en/files.ts';
import { lab } from './en/lab.ts';
import { list, number } from './en/phrases.ts';
import { lines } from './en/lines.ts';
import { replies } from './en/replies.ts';
import { shown } from './en/shown.ts';
import { starting } from './en/starting.ts';
import { tls } from './en/tls.ts';
import { steps } from './en/steps.ts';

export const en: Catalogue = {
  findings: { ...starting, ...ending, ...replies, ...lines, ...shown, ...files, ...tls },
  steps,
  facts,
  causes,
  verdicts: {
    passed: 'passed',
    failed: 'failed',
    skipped: 'not done',
    inconclusive: 'undecided',
    'grader-error': 'grader error',
  },
  lab,
  levels: { basic: 'The basics', robust: 'Robustness', bonus: 'Bonus' },
  isolation: { sandbox: 'full isolation', network: 'isolated network', bare: 'no isolation' },
  labels: {
    submission: 'Submission',
    missingFile: 'not there',
    whatWasDone: 'What was done',
    whatToChange: 'What to change',
    authorsHint: 'Hint',
    output: 'What your program wrote last',
    noOutput: 'Your program wrote nothing.',
    omittedOutput: (bytes) => `(${number(bytes, 'more byte was', 'more bytes were')} not kept)`,
    repeatIt: 'To repeat just this check',
    peersAre: (peers) =>
      peers.length === 1
        ? `(${peers[0]} is the other side of the conversation: a test program)`
        : `(${list(peers)} are the other side of the conversation: test programs)`,
    expected: 'expected',
    received: 'received',
    shouldShow: 'should show',
    showed: 'showed',
    atLine: (file, line) => `${file}, line ${line}`,
    moreSteps: (count) => `... and ${number(count, 'more step', 'more steps')}, all well`,
    moreLines: (count) => `... and ${number(count, 'more line', 'more lines')}`,
    earlierLines: (count) => `... after ${number(count, 'more line', 'more lines')}`,
    sameCauseAs: (title) => `For the same reason as “${title}”.`,
    passedChecks: (count) => number(count, 'check passed', 'checks passed'),
    waitingFor: (waiting, needed) =>
      `${waiting.length === 1 ? `${waiting[0]}: will be done` : `${waiting.length} more checks will be done`} once ${list(needed.map((title) => `“${title}”`))} ${needed.length === 1 ? 'passes' : 'pass'}`,
    undecided: (titles) => `Undecided: ${list(titles.map((title) => `“${title}”`))}`,
    graderTrouble: (message) => `The grader failed, not your program: ${message}`,
    notes: 'Good to know',
    points: (score, maxScore) => `Score: ${score} of ${maxScore}`,
    bonus: (points) => `${points} of it bonus`,
    incomplete: (inconclusive, graderErrors) =>
      `incomplete: ${[
        ...(inconclusive > 0 ? [number(inconclusive, 'undecided check', 'undecided checks')] : []),
        ...(graderErrors > 0 ? [number(graderErrors, 'grader error', 'grader errors')] : []),
      ].join(' and ')}`,
    next: (title, file) => `Go on with “${title}”${file === null ? '' : ` (${file})`}.`,
    nextBonus: (title) => `You have all the points. If you want more, go on with “${title}”.`,
    allDone: 'You passed everything. Well done!',
    nothingToCorrect: 'There is nothing to correct in what could be checked.',
    environment: (kernelEvidence) =>
      kernelEvidence ? "with the system's own data (/proc)" : "without the system's own data: decided by waiting",
    progress: (done, total) => `${done} of ${total}`,
  },
};
