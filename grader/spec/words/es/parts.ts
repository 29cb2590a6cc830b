/** Spanish words for the parts of problems. */
import { assertNever } from '../../../model/assert-never.ts';
import { tell } from '../../coded.ts';
import type { Bound, Kind } from '../../fault.ts';
import type { PatternFlaw } from '../../pattern-flaw.ts';
import type { Rule } from '../../rule.ts';
import type { Unreadable } from '../../unreadable.ts';
import { asCode, listed } from '../listed.ts';
import type { BoundWords, FormWords, PatternWords, RuleWords, UnreadableWords } from '../words.ts';

export const forms: FormWords = {
  NAME: 'tienen que ser palabras en minúsculas unidas por guiones, p. ej. "alice"',
  SHA256: 'tienen que ser 64 dígitos hexadecimales en minúsculas',
  HEX: 'tienen que ser pares de dígitos hexadecimales, p. ej. "ff fe 00"',
  BASE64: 'tiene que ser base64, p. ej. "aG9sYQ=="',
  PATH_INSIDE: 'tiene que ser una ruta dentro de la carpeta de los programas, p. ej. "nota.txt" o "carpeta/nota.txt"',
  PATH_AROUND:
    'tiene que ser una ruta dentro de la carpeta de los programas, p. ej. "nota.txt" o "carpeta/nota.txt", o al lado, p. ej. "../nota.txt"',
  WITHOUT_BLANKS: 'tienen que ser letras sin acento, dígitos y signos, sin espacios',
  PROGRAM_FILE: 'tienen que ser palabras en minúsculas unidas por _, sin extensión, p. ej. "tcp_server"',
  ADDRESS: 'tiene que ser una dirección IPv4, p. ej. "127.0.0.2"',
  LAB_FOLDER: 'tiene que ser una carpeta dentro de la entrega, p. ej. "tcp-echo"',
  HEADING: 'tiene que llevar una letra o un dígito',
  MARKDOWN_FILE: 'tiene que ser el nombre de un archivo de Markdown, p. ej. "REPORTE.md"',
  ARCHIVE: 'tiene que ser como "Practica_{name}.zip"',
  ARCHIVE_FOLDER: 'tiene que ser un nombre con letras sin acento, dígitos, - y _, p. ej. "PracticaSockets"',
};

const rules: RuleWords = {
  NO_VERB: () => 'no dice qué hacer; escribe un verbo',
  SEVERAL_VERBS: ({ verbs }) => `tiene ${listed(verbs, 'y')}; escríbelos como pasos separados`,
  NO_BYTES: ({ notations }) => `no dice qué bytes; escribe uno de estos: ${notations.join(', ')}`,
  SEVERAL_NOTATIONS: ({ present, notations }) =>
    `tiene ${listed(present, 'y')}; escribe solo uno de estos: ${notations.join(', ')}`,
  BYTES_IN_SEVERAL_WAYS: () => 'espera bytes de más de una forma; escribe solo una',
  OUTPUT_IN_SEVERAL_WAYS: () => 'espera salida de más de una forma; escribe solo una',
  TOO_MUCH_REPEATED: ({ mebibytes }) => `son más de ${mebibytes} MiB en total`,
  HASH_WITHOUT_LENGTH: () => 'tiene `sha256` sin `length`; di cuántos bytes son',
  MORE_KEYS_WITHOUT_JSON: () => 'tiene `moreKeys` sin `json`; di qué debe llevar la línea',
  CUT_WITHOUT_PIECES: () => 'tiene `cut` sin `pieces`; di en cuántas partes',
  TOKEN_MISSING: () => 'tiene TOKEN entre sus argumentos y no tiene token; escribe `token: ...`, el del enunciado',
  TYPES_NOTHING: () => 'no escribe nada en el teclado; agrega `lines`, o `endInput: true`',
  TEXT_UNLESS_SENT: () => 'necesita `text` con `until: sent`, y solo ahí',
  ON_UNLESS_ENDED: () => 'tiene `on` sin `until: ended`',
  PEER_MISSING: () => 'necesita `with`, que es quien recibe y responde',
  NO_PATTERN: ({ flaw }, found) => notPattern(flaw, found),
};

export function rule(broken: Rule, found: string): string {
  return tell(rules, broken, found);
}

const patterns: PatternWords = {
  OPEN_GROUP: 'un ( no tiene su )',
  OPEN_CLASS: 'un [ no tiene su ]',
  CLOSING_ALONE: 'un ) no tiene antes su (',
  NOTHING_TO_REPEAT: 'no hay qué repetir antes de *, +, ? o {',
  RANGE_BACKWARDS: 'un rango entre [ ] termina antes de empezar, como z-a',
  COUNTS_BACKWARDS: 'los números entre { } están al revés, como {3,1}',
  UNKNOWN_GROUP: 'lo que sigue a (? no significa nada',
  GROUP_NAME: 'el nombre de un grupo no es un nombre, o está dos veces',
  LONE_BACKSLASH: 'termina en una sola barra invertida',
};

export function notPattern(flaw: PatternFlaw, found: string): string {
  return `no es una expresión regular: ${flaw.code === 'OTHER' ? `"${flaw.words}"` : patterns[flaw.code]}${found}`;
}

const reasons: UnreadableWords = {
  DEAD_LINK: () => 'es un enlace a algo que no existe',
  FOLDER: () => 'es una carpeta',
  NO_PLAIN_FILE: () => 'no es un archivo común',
  NOT_ALLOWED: () => 'no hay permiso',
  NO_TEXT: () => 'no es un archivo de texto',
  NOT_UTF8: () => 'desde aquí no es texto UTF-8; guárdalo como UTF-8',
  UTF16: () => 'es texto UTF-16; guárdalo como UTF-8',
  TOO_LARGE: ({ limitBytes }) => `tiene más de ${limitBytes / 1024} KiB`,
  ABSENT: () => 'no existe',
  OTHER: ({ words }) => `"${words}"`,
};

export function whyUnreadable(reason: Unreadable): string {
  return tell(reasons, reason);
}

export function expected(wanted: readonly Kind[]): string {
  return listed(wanted.map(kindWords), 'o');
}

function kindWords(kind: Kind): string {
  switch (kind.kind) {
    case 'text':
      return 'texto';
    case 'number':
      return 'un número';
    case 'whole-number':
      return 'un número entero';
    case 'boolean':
      return 'true o false';
    case 'list':
      return 'una lista';
    case 'nothing':
      return 'nada';
    case 'object':
      return kind.keys.length === 0 ? 'un objeto' : `un objeto con ${listed(asCode(kind.keys), 'y')}`;
    case 'exactly':
      return JSON.stringify(kind.value);
    case 'other':
      return `"${kind.name}"`;
    default:
      return assertNever(kind);
  }
}

/** After `tiene que ser`. */
export const ranges: { readonly [B in Bound]: (limit: number) => string } = {
  least: (limit) => `${limit} o más`,
  'more-than': (limit) => `mayor que ${limit}`,
  most: (limit) => `${limit} o menos`,
  'less-than': (limit) => `menor que ${limit}`,
};

/** After `tiene que tener`. */
const bounds: BoundWords = {
  least: 'al menos',
  'more-than': 'más de',
  most: 'como máximo',
  'less-than': 'menos de',
};

export function howLong(of: 'list' | 'text', bound: Bound, limit: number): string {
  if (bound === 'least' && limit === 1) return 'no puede quedar vacío';
  return `tiene que tener ${bounds[bound]} ${limit} ${of === 'list' ? 'elementos' : 'caracteres'}`;
}
