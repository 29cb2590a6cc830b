/** Findings about lines of JSON, in Spanish. */
import { assertNever } from '../../../model/assert-never.ts';
import { fromText } from '../../../model/bytes.ts';
import type { JsonFault } from '../../../model/finding.ts';
import { describeBytes, showBytes, showText } from '../../bytes-text.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting, Told } from '../catalogue.ts';
import { told } from '../telling.ts';
import { ended, who, Who } from './phrases.ts';

export const lines: Pick<FindingWords, 'REPLY_WRONG_JSON' | 'LINE_UNFINISHED'> = {
  REPLY_WRONG_JSON: ({ peer, fault }, s) => wrongJson(fault, peer, s),
  LINE_UNFINISHED: ({ peer, received, complete, ...outcome }, s) =>
    told(
      complete
        ? `A la línea que recibió ${who(peer)} le falta el salto de línea (\\n) que la termina.`
        : `${Who(peer)} recibió ${describeBytes(received)}, sin el salto de línea (\\n) que termina cada mensaje.`,
      ended(outcome, s),
      `Termina cada mensaje con \\n: así sabe el otro lado dónde acaba.`,
    ),
};

function wrongJson(fault: JsonFault, peer: string, s: Setting): Told {
  switch (fault.kind) {
    case 'empty-line':
      return told(`${Who(peer)} recibió una línea vacía.`, null, 'Escribe un solo \\n al final de cada mensaje.');
    case 'not-utf8':
      return told(`La línea que recibió ${who(peer)} no está en UTF-8.`, null, 'Codifica el texto en UTF-8.');
    case 'not-json':
      return told(`La línea que recibió ${who(peer)} no es JSON.`, null, writeJson(s));
    case 'python-literal':
      return told(
        `La línea que recibió ${who(peer)} está escrita como un diccionario de Python, no como JSON.`,
        "str(datos) y f'{datos}' usan comillas simples, True y None; JSON usa comillas dobles, true y null.",
        writeJson(s),
      );
    case 'several-values':
      return told(
        `${Who(peer)} recibió varios mensajes en la misma línea.`,
        null,
        'Termina cada mensaje con su propio \\n.',
      );
    case 'differs':
      return told(jsonDiffers(fault, peer), null, null);
    default:
      return assertNever(fault);
  }
}

function writeJson({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python: 'Escribe cada mensaje con json.dumps().',
    node: 'Escribe cada mensaje con JSON.stringify().',
    c: 'Revisa las comillas dobles, las comas y las llaves de cada mensaje.',
  };
  return ways[api.family];
}

function jsonDiffers({ at: path, expected, received }: Extract<JsonFault, { kind: 'differs' }>, peer: string): string {
  const place = `En la línea que recibió ${who(peer)}`;
  if (path === '') return `${place} vino ${shortJson(received)} y debía venir ${shortJson(expected)}.`;
  if (received === null) return `${place} falta ${showText(path)}, que debía ser ${shortJson(expected)}.`;
  if (expected === null) return `${place} sobra ${showText(path)}, con el valor ${shortJson(received)}.`;
  return `${place}, ${showText(path)} es ${shortJson(received)} y debía ser ${shortJson(expected)}.`;
}

function shortJson(text: string | null): string {
  return showBytes(fromText(text ?? 'nada'), 48, 'single');
}
