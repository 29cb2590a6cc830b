/** Findings about the files a program wrote, or did not, in Spanish. */
import { countBytes } from '../../bytes-text.ts';
import { fileName } from '../telling.ts';
import type { FileDifference } from '../../../model/finding.ts';
import type { InsteadOfFile } from '../../../model/observation.ts';
import type { Family } from '../api.ts';
import type { FindingArgs, FindingWords, Setting } from '../catalogue.ts';
import { told } from '../telling.ts';
import { list, yours, Yours } from './phrases.ts';

type Codes = 'FILE_MISSING' | 'FILE_DIFFERENT' | 'FILE_LEFT';

const mostNames = 5;

export const files: Pick<FindingWords, Codes> = {
  FILE_MISSING: ({ path, found, names }, s) =>
    told(
      `${Yours(s)} no guardó el archivo ${fileName(path)}.`,
      found === 'nothing' ? others(names) : instead[found],
      found === 'nothing' && names.length > 0
        ? 'Guárdalo con el nombre completo y exacto que llegó, con sus espacios y acentos (UTF-8).'
        : 'Guárdalo, con el nombre que llegó, en la carpeta en la que se inició el programa.',
    ),
  FILE_DIFFERENT: (args, s) =>
    told(
      `${fileName(args.path)} no quedó con el contenido que se envió: ${sizes(args)}.`,
      isCutAtZero(args, s) ? 'Se corta en un byte 0.' : why[args.difference],
      isCutAtZero(args, s) ? binary.c : whatToDo(args.difference, s),
    ),
  FILE_LEFT: ({ path, length }, s) =>
    told(
      `${Yours(s)} dejó ${length === null ? fileName(path) : `un archivo ${fileName(path)} de ${countBytes(length)}`}, que no debía existir.`,
      null,
      path.startsWith('../')
        ? `Está fuera de la carpeta de ${yours(s)}: rechaza los nombres que tienen / o \\, y los que son . o ..`
        : 'Guarda el archivo con su nombre solo cuando lo recibiste completo: mientras tanto, en memoria o con otro nombre; o bórralo si la conexión se pierde.',
    ),
};

const instead: { readonly [Found in Exclude<InsteadOfFile, 'nothing'>]: string } = {
  folder: 'En su lugar hay una carpeta.',
  link: 'En su lugar hay un enlace simbólico.',
  other: 'Lo que hay en su lugar no es un archivo común.',
};

function others(names: readonly string[]): string {
  if (names.length === 0) return 'Su carpeta quedó vacía.';
  return `En su carpeta hay ${list(names.slice(0, mostNames).map(fileName))}${names.length > mostNames ? ', y más' : ''}.`;
}

function sizes({ length, expectedLength, differsAt }: FindingArgs['FILE_DIFFERENT']): string {
  if (length !== expectedLength) return `tiene ${countBytes(length)} y debían ser ${expectedLength}`;
  return differsAt === null ? 'los bytes son otros' : `cambia en el byte ${differsAt + 1}`;
}

/** Functions for strings end at a zero byte. */
function isCutAtZero({ shown, length }: FindingArgs['FILE_DIFFERENT'], { api }: Setting): boolean {
  return api.family === 'c' && shown !== null && length < shown.expected.length && shown.expected[length] === 0;
}

const why: { readonly [Kind in FileDifference]: string | null } = {
  empty: 'Está vacío. Lo que se escribe puede quedar en la memoria del programa hasta que el archivo se cierra.',
  'too-long': 'Está todo lo que se envió, y además algo después.',
  'cut-short': 'Falta el final.',
  'newline-added': 'Tiene un salto de línea de más al final.',
  'newline-missing': 'Le falta el salto de línea del final.',
  'whitespace-stripped': 'Le faltan los espacios o saltos de línea de los extremos.',
  'case-changed': 'Cambian mayúsculas y minúsculas.',
  decorated: 'Está todo lo que se envió, y además algo antes o después.',
  'python-bytes-literal': "Tiene la forma escrita de los bytes (b'...'), no los bytes.",
  'characters-replaced': 'Hay bytes cambiados por � (U+FFFD): no todo lo que hay en un archivo es texto UTF-8.',
  'bytes-dropped': 'Faltan bytes en medio.',
  'buffer-ignored': null,
  repeated: 'Está lo mismo más de una vez.',
  other: null,
};

function whatToDo(difference: FileDifference, s: Setting): string {
  switch (difference) {
    case 'empty':
      return `${closing[s.api.family]} Y lo que llegó junto con la cabecera ya es contenido: escríbelo también.`;
    case 'cut-short':
    case 'bytes-dropped':
      return `Repite ${s.api.receive} hasta juntar tantos bytes como dice la cabecera; lo que llegó junto con ella ya cuenta. ${closing[s.api.family]}`;
    case 'too-long':
    case 'decorated':
      return `Escribe solo el contenido: ni la cabecera ni lo que llegue después de tantos bytes como ella dice. ${replacing[s.api.family]}`;
    default:
      return binary[s.api.family];
  }
}

const closing: { readonly [Name in Family]: string } = {
  python: 'Cierra el archivo (with open(...)) antes de responder.',
  node: 'Responde cuando el archivo ya está escrito (await writeFile(...), o el evento finish).',
  c: 'Llama a fclose() antes de responder.',
};

const replacing: { readonly [Name in Family]: string } = {
  python: "Y abre el archivo para reemplazarlo, 'wb', no para agregarle, 'ab'.",
  node: 'Y reemplaza el archivo (writeFile), no le agregues (appendFile).',
  c: 'Y abre el archivo para reemplazarlo, "wb", no para agregarle, "ab".',
};

const binary: { readonly [Name in Family]: string } = {
  python: "Escribe los bytes tal como llegaron, sin decode(): open(nombre, 'wb').",
  node: 'Escribe los Buffer tal como llegaron, sin toString().',
  c: 'Escribe con fwrite() tantos bytes como devolvió recv(), sin usar strlen() ni fprintf().',
};
