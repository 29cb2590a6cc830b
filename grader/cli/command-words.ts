/**
 * What the command line parser itself says, in the user's language: headings and remarks of the help, and errors. Its
 * error texts are fixed (commander, lib/command.js and lib/option.js); one that is not known here stays as it is.
 */
import { Help, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';

type Words = {
  readonly titles: Readonly<Record<string, string>>;
  readonly placeholders: Readonly<Record<string, string>>;
  readonly helpOption: string;
  readonly helpCommand: string;
  readonly oneOf: (choices: string) => string;
  readonly usually: (value: string) => string;
  readonly errors: readonly (readonly [RegExp, string])[];
};

const es: Words = {
  titles: { 'Usage:': 'Uso:', 'Options:': 'Opciones:', 'Arguments:': 'Argumentos:', 'Commands:': 'Comandos:' },
  placeholders: { '[options]': '[opciones]', '[command]': '[comando]' },
  helpOption: 'muestra esta ayuda',
  helpCommand: 'muestra la ayuda de un comando',
  oneOf: (choices) => `uno de: ${choices}`,
  usually: (value) => `si no se indica: ${value}`,
  errors: [
    [/^error: option '(.*)' argument '(.*)' is invalid\./, 'error: el valor «$2» no sirve para la opción $1.'],
    [/ Allowed choices are (.*)\.$/, ' Puede ser: $1.'],
    [/^error: option '(.*)' argument missing$/, 'error: a la opción $1 le falta su valor'],
    [/^error: unknown option '(.*)'$/, 'error: no existe la opción $1'],
    [/^error: unknown command '(.*)'$/, 'error: no existe el comando $1'],
    [/^error: required option '(.*)' not specified$/, 'error: falta la opción $1'],
    [/^error: option '(.*)' cannot be used with option '(.*)'$/, 'error: la opción $1 no se combina con $2'],
    [/^error: missing required argument '(.*)'$/, 'error: falta el argumento $1'],
    [
      /^error: too many arguments(?: for '.*')?\. Expected (\d+) arguments? but got (\d+): (.*)\.$/,
      'error: sobran argumentos: se esperaban $1 y llegaron $2 ($3).',
    ],
    [/^\(Did you mean (?:one of )?(.*)\?\)$/, '(¿Quisiste decir $1?)'],
  ],
};

const en: Words = {
  titles: {},
  placeholders: {},
  helpOption: 'shows this help',
  helpCommand: 'shows the help of a command',
  oneOf: (choices) => `one of: ${choices}`,
  usually: (value) => `default: ${value}`,
  errors: [],
};

/** Makes a command, and those added to it from now on, speak the language. */
export function speak(command: CommandUnknownOpts, lang: Lang): void {
  const words = lang === 'es' ? es : en;
  const usual = new Help();
  command
    .helpOption('-h, --help', words.helpOption)
    .helpCommand(`help ${placed('[command]', words)}`, words.helpCommand)
    .configureHelp({
      styleTitle: (title) => words.titles[title] ?? title,
      optionDescription: (option) => describeOption(option, words),
      commandUsage: (one) => placed(usual.commandUsage(one), words),
      subcommandTerm: (one) => placed(usual.subcommandTerm(one), words),
    })
    .configureOutput({ outputError: (text, write) => write(errorText(text, words)) });
}

function placed(text: string, { placeholders }: Words): string {
  return Object.entries(placeholders).reduce((so, [from, to]) => so.replaceAll(from, to), text);
}

/** What an option is for, what it can be, and what it is when nobody says: a list is then empty, a switch off. */
function describeOption(option: Option, words: Words): string {
  const { description, argChoices } = option;
  const usual = usualValue(option);
  const remarks = [
    ...(argChoices === undefined ? [] : [words.oneOf(argChoices.join(', '))]),
    ...(usual === undefined ? [] : [words.usually(usual)]),
  ];
  return remarks.length === 0 ? description : `${description} (${remarks.join('; ')})`;
}

function usualValue({ defaultValue, defaultValueDescription }: Option): string | undefined {
  if (defaultValueDescription !== undefined) return defaultValueDescription;
  return typeof defaultValue === 'string' || typeof defaultValue === 'number' ? String(defaultValue) : undefined;
}

function errorText(text: string, { errors }: Words): string {
  const lines = text.split('\n').map((line) => errors.reduce((so, [from, to]) => so.replace(from, to), showText(line)));
  return lines.join('\n');
}
