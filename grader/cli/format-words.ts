/** What is wrong with the formats asked for, and what to write instead. */
import { assertNever } from '../model/assert-never.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import { formats, type Format, type FormatProblem } from './formats.ts';

export function formatProblemText(problem: FormatProblem, lang: Lang): string {
  const es = lang === 'es';
  switch (problem.kind) {
    case 'unknown': {
      const all = es ? `Puede ser: ${formats.join(', ')}.` : `It can be: ${formats.join(', ')}.`;
      if (problem.meant === undefined) return all;
      return es ? `${all} ¿Quisiste decir ${problem.meant}?` : `${all} Did you mean ${problem.meant}?`;
    }
    case 'no-file':
      return es
        ? `Después del signo igual va un archivo, por ejemplo ${exampleOf(problem.format)}.`
        : `After the equals sign comes a file, e.g. ${exampleOf(problem.format)}.`;
    case 'both-on-output': {
      const [first, second] = problem.formats;
      return es
        ? `Los formatos ${first} y ${second} no pueden ir los dos a la pantalla. Di a qué archivo va uno, por ejemplo: --format ${exampleOf(second)}`
        : `The formats ${first} and ${second} cannot both go to the screen. Say which file one goes to, for example: --format ${exampleOf(second)}`;
    }
    case 'same-file':
      return es
        ? `Dos formatos irían al archivo ${showText(problem.file)}: dale a cada uno el suyo.`
        : `Two formats would go to the file ${showText(problem.file)}: give each one its own.`;
    case 'whose-output':
      return es
        ? `--output solo se usa con un formato, y sin =ARCHIVO. Con varios, di el archivo con cada uno, por ejemplo: --format ${exampleOf(problem.format)}`
        : `--output goes with one format only, and without =FILE. With several, say the file with each of them, for example: --format ${exampleOf(problem.format)}`;
    default:
      return assertNever(problem);
  }
}

const endings: Readonly<Record<Format, string>> = { terminal: 'txt', json: 'json', junit: 'xml', github: 'txt' };

function exampleOf(format: Format): string {
  return `${format}=result.${endings[format]}`;
}
