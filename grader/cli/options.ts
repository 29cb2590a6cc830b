/** The options that several commands have, in the user's language. */
import { availableParallelism, totalmem } from 'node:os';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { formatProblemText } from './format-words.ts';
import { formats, readFormat, type Destination } from './formats.ts';
import { languageOf } from './language.ts';

export const lang = languageOf(askedLanguage(process.argv), process.env);

/** Known before anything is parsed, so that even a wrong command line is answered in the user's language. */
function askedLanguage(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--lang');
  return at === -1 ? argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length) : argv[at + 1];
}

export const say = (es: string, en: string): string => (lang === 'es' ? es : en);

export const collect = (value: string, earlier: string[]): string[] => [...earlier, value];

/** Parses a whole number from 1 to `most`. */
export function wholeNumber(most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(
      say(`Debe ser un número entero de 1 a ${most}.`, `It must be a whole number from 1 to ${most}.`),
    );
  };
}

/** Starting interpreters is bound by the processor; a few more jobs than cores fill the gaps of those that wait. */
const usualWorkers = Math.min(8, availableParallelism() + 2);

/** A worker takes about 100 MB, and the programs of most checks less than that again. */
const workerBytes = 256 * 1024 * 1024;
/**
 * A class is graded for minutes, so that it pays to start more of them: with four for each of two processors, these are
 * idle half as long as with two. How many are at work at a time follows from how busy the machine is.
 */
export const batchWorkers = Math.max(
  usualWorkers,
  Math.min(24, 4 * availableParallelism(), Math.floor(totalmem() / workerBytes)),
);

export const langOption = new Option('--lang <lang>', say('idioma', 'language')).choices(['es', 'en']);
export const isolationOption = new Option(
  '--isolation <level>',
  say('cómo se aíslan los programas', 'how programs are isolated'),
)
  .choices(['auto', 'sandbox', 'network', 'bare'] as const)
  .default('auto' as const);
export const kernelOption = new Option(
  '--kernel <way>',
  say('off: sin los datos que muestra el kernel', 'off: without the facts the kernel shows'),
)
  .choices(['auto', 'off'] as const)
  .default('auto' as const);
const workersFlag = '--workers <count>';
const workersWords = say('comprobaciones a la vez', 'checks at a time');
export const workersOption = new Option(workersFlag, workersWords).argParser(wholeNumber(64)).default(usualWorkers);
export const batchWorkersOption = new Option(workersFlag, workersWords)
  .argParser(wholeNumber(64))
  .default(batchWorkers);
export const formatOption = new Option(
  '--format <format>',
  say(
    'formato del resultado; con =ARCHIVO se guarda ahí, y se pueden pedir varios',
    'format of the result; with =FILE it goes there, and several may be asked for',
  ),
)
  .choices(formats)
  .argParser(collectFormats)
  .default<readonly Destination[]>([], 'terminal');

function collectFormats(value: string, earlier: readonly Destination[]): readonly Destination[] {
  const read = readFormat(value);
  if (read.kind === 'destination') return [...earlier, read.destination];
  throw new InvalidArgumentError(formatProblemText(read.problem, lang));
}
