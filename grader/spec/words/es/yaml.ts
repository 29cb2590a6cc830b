/** Spanish words for what is no YAML. */
import { quoted } from '../../fault.ts';
import type { YamlFlaw } from '../../yaml-flaw.ts';
import type { YamlWords } from '../words.ts';

const words: YamlWords = {
  ALIAS_WITH_PROPERTIES: 'un alias (*) no puede tener su propia ancla (&) ni etiqueta (!)',
  NAMELESS_ALIAS: 'un alias (*) o un ancla (&) necesita un nombre, que no termine en dos puntos',
  UNKNOWN_DIRECTIVE: 'una línea que empieza con % es una directiva de YAML, y esta no se conoce',
  UNKNOWN_ESCAPE:
    'entre comillas dobles la barra invertida significa algo, y esto no es nada; pon el texto entre comillas simples',
  KEYS_NOT_ALIGNED: 'las claves de un objeto tienen que empezar todas en la misma columna',
  ITEMS_NOT_ALIGNED: 'los elementos de una lista tienen que empezar todos en la misma columna',
  BLOCK_TEXT_INDENT: 'las líneas del texto después de | o > tienen que llevar la misma sangría',
  PROPERTY_BEFORE_SIGN: 'un ancla (&) o una etiqueta (!) va justo antes de su valor',
  SECOND_COLON: 'un valor que lleva dos puntos y un espacio necesita comillas',
  TOO_FAR_RIGHT:
    'una clave no puede empezar dentro de un valor: la línea siguiente tiene demasiada sangría, o faltan comillas',
  LIST_BESIDE_KEY: 'una lista con guiones empieza en la línea que sigue a su clave',
  LINES_IN_BRACKETS: 'dentro de { } y [ ] no van guiones, ni claves sin una coma entre ellas',
  LONG_KEY: 'una clave tiene como máximo 1024 caracteres',
  NO_COLON: 'después de una clave van dos puntos',
  KEY_OVER_LINES: 'una clave tiene que estar en una sola línea; quizá antes faltan dos puntos o una coma',
  NO_COMMA: 'falta una coma',
  NO_BLANK_BEFORE_COMMENT: 'antes de un comentario (#) va un espacio',
  NO_DASH: 'en una lista, una línea empieza con un guion, o lleva la misma sangría que las otras claves de su elemento',
  DASH_AMONG_KEYS: 'un guion empieza un elemento de una lista, pero aquí van claves',
  SEVERAL_ANCHORS: 'un valor tiene como máximo un ancla (&)',
  SEVERAL_TAGS: 'un valor tiene como máximo una etiqueta (!)',
  TAB: 'la sangría se hace con espacios, no con tabuladores',
  TAG: 'las etiquetas (!) no significan nada aquí; un texto que empieza con ! necesita comillas',
  EXTRA_COMMA: 'antes de esta coma no hay nada',
  EXTRA_BRACKET: 'esta llave o corchete no cierra nada; un texto que los lleva necesita comillas',
  UNEXPECTED_TEXT:
    'el valor terminó antes de esto; un texto que lleva comillas o corchetes necesita comillas alrededor de todo',
  UNEXPECTED_LINE: 'esta línea no pertenece a nada de lo anterior: revisa su sangría',
};

/** `line` is where the parser could not go on. */
export function yaml(flaw: YamlFlaw, line: string): string {
  return `${what(flaw)}; se encontró ${quoted(line)}`;
}

function what(flaw: YamlFlaw): string {
  switch (flaw.code) {
    case 'NOT_CLOSED':
      return `lo que se abrió aquí no se cierra con ${flaw.sign}`;
    case 'BAD_BEGINNING':
      return `un texto que empieza con ${flaw.sign} necesita comillas`;
    case 'OTHER':
      return `"${flaw.words}"`;
    default:
      return words[flaw.code];
  }
}
