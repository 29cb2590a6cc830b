/** What is wrong with a `--program server=path`, and what to write instead. */
import { assertNever } from '../model/assert-never.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { ChoiceProblem } from '../submission/choices.ts';

export function choiceProblemText(problem: ChoiceProblem, lang: Lang): string {
  const es = lang === 'es';
  switch (problem.kind) {
    case 'malformed':
      return es
        ? `--program ${showText(problem.given)}: escribe el programa, un signo igual y el archivo, por ejemplo server=servidor.py`
        : `--program ${showText(problem.given)}: write the program, an equals sign and the file, e.g. server=server.py`;
    case 'unknown-program':
      return es
        ? `El ejercicio no tiene un programa llamado ${showText(problem.program)}. Los que tiene: ${problem.known.join(', ')}.`
        : `The exercise has no program called ${showText(problem.program)}. It has: ${problem.known.join(', ')}.`;
    case 'chosen-twice':
      return es ? `--program nombra dos veces a ${problem.program}.` : `--program names ${problem.program} twice.`;
    case 'no-such-file':
      return es
        ? `--program ${problem.program}: no existe el archivo ${showText(problem.path)}.`
        : `--program ${problem.program}: there is no file ${showText(problem.path)}.`;
    case 'not-a-file':
      return es
        ? `--program ${problem.program}: ${showText(problem.path)} no es un archivo.`
        : `--program ${problem.program}: ${showText(problem.path)} is not a file.`;
    case 'unknown-language':
      return es
        ? `--program ${problem.program}: ${showText(problem.path)} no está en un lenguaje conocido (${problem.endings.join(', ')}).`
        : `--program ${problem.program}: ${showText(problem.path)} is not in a known language (${problem.endings.join(', ')}).`;
    default:
      return assertNever(problem);
  }
}
