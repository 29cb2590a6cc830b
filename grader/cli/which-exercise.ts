/** What to write when it cannot be told which exercise a folder is of: the possible ones, the likeliest first. */
import { basename, extname } from 'node:path';
import type { Located } from '../grading/grade-submission.ts';
import { languages } from '../launch/languages.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import { choiceOptions } from '../report/shell-words.ts';
import { gradeCommand } from '../report/terminal/command.ts';
import type { Exercise } from '../spec/exercise.ts';
import { nearest } from '../spec/nearest.ts';
import { languageOf } from '../submission/collect-sources.ts';
import { endingOf } from '../submission/file-name.ts';
import { cliWords } from './words.ts';

/** One command for each exercise, those first of which the most programs are there. */
export function severalText(file: string, given: string, meant: readonly Located[], lang: Lang): string {
  const ordered = meant.toSorted((a, b) => programsIn(b) - programsIn(a));
  const commands = ordered.map(({ exercise }) => gradeCommand([given, '--exercise', exercise.id], null));
  const titles = ordered.map(({ exercise }) => exercise.title[lang]);
  return cliWords(lang).severalExercises(showText(file), inColumns(commands.map(showText), titles));
}

function programsIn({ sets }: Located): number {
  const counts = sets.map(({ programs }) => Object.values(programs).filter(({ kind }) => kind !== 'missing').length);
  return Math.max(...counts);
}

const mostNamed = 5;

/** One line for each exercise with the names of its programs; first those that a source which was there is nearly called. */
export function nothingFoundText(given: string, located: readonly Located[], lang: Lang): string {
  const found = sourcesIn(located);
  const source = found.find((path) => languageOf(path, languages) !== undefined);
  const exercises = located
    .map(({ exercise }) => exercise)
    .toSorted((a, b) => Number(isNear(b, found)) - Number(isNear(a, found)));
  const ending = source === undefined ? '.py' : endingOf(source);
  const names = exercises.map((one) => firstNames(one).map((name) => name + ending));
  const [first] = exercises;
  const [program = 'server'] = Object.keys(first?.programs ?? {});
  const exercise = exercises.length === 1 && first !== undefined ? first.id : lang === 'es' ? 'EJERCICIO' : 'EXERCISE';
  const command = `${gradeCommand([given], null)} ${choiceOptions(exercise, program, source ?? '')}`;
  return cliWords(lang).nothingFound({
    path: showText(given),
    found: found.slice(0, mostNamed).map(showText),
    others: Math.max(0, found.length - mostNamed),
    endings: languages.flatMap(({ endings: [usual = ''] }) => usual),
    names: inColumns(
      exercises.map(({ id }) => id),
      names.map((ones) => ones.join(', ')),
    ),
    command: source === undefined ? null : showText(command),
  });
}

function sourcesIn(located: readonly Located[]): string[] {
  const programs = located.flatMap(({ sets }) => sets.flatMap((set) => Object.values(set.programs)));
  return [...new Set(programs.flatMap((one) => (one.kind === 'missing' ? one.found : [])))];
}

function isNear({ programs }: Exercise, found: readonly string[]): boolean {
  const names = Object.values(programs).flatMap(({ files }) => files);
  return found.some((path) => nearest(basename(path, extname(path)), names) !== undefined);
}

function firstNames({ programs }: Exercise): string[] {
  return Object.values(programs).flatMap(({ files }) => files.slice(0, 1));
}

function inColumns(left: readonly string[], right: readonly string[]): string[] {
  const width = Math.max(...left.map((text) => text.length));
  return left.map((text, index) => `${text.padEnd(width)}  ${right[index] ?? ''}`);
}
