/** Why nothing at all can be taken in, in both languages. */
import type { IntakeProblem } from '../../model/handed-in.ts';
import { showText } from '../../report/bytes-text.ts';
import type { Lang } from '../../report/messages/words.ts';

type ProblemWords = {
  readonly [Code in IntakeProblem['code']]: (problem: Extract<IntakeProblem, { readonly code: Code }>) => string;
};

const es: ProblemWords = {
  BAD_PATTERN: ({ detail }) => `--names no es una expresión regular: ${showText(detail)}`,
  UNKNOWN_GROUP: ({ group, known }) =>
    `--names tiene un grupo llamado ${showText(group)}, que no se conoce. Puede tener: ${known.join(', ')}.`,
  NO_NAME_GROUP: () =>
    "--names no dice qué parte es el estudiante: ponla en un grupo, por ejemplo --names '(?<name>.+)_practica'",
  MATCHES_NOTHING: ({ pattern, examples }) =>
    `--names ${showText(pattern)} no corresponde a ningún nombre. Algunos de los que hay: ${examples.map(showText).join(', ')}.`,
};

const en: ProblemWords = {
  BAD_PATTERN: ({ detail }) => `--names is no regular expression: ${showText(detail)}`,
  UNKNOWN_GROUP: ({ group, known }) =>
    `--names has a group called ${showText(group)}, which is not known. It may have: ${known.join(', ')}.`,
  NO_NAME_GROUP: () =>
    "--names does not say which part is the student: put it in a group, for example --names '(?<name>.+)_lab'",
  MATCHES_NOTHING: ({ pattern, examples }) =>
    `--names ${showText(pattern)} fits no name. Some of those that are there: ${examples.map(showText).join(', ')}.`,
};

export function tellIntakeProblem<Code extends IntakeProblem['code']>(
  problem: Extract<IntakeProblem, { readonly code: Code }>,
  lang: Lang,
): string {
  const words = lang === 'es' ? es : en;
  const code: Code = problem.code;
  return words[code](problem);
}
