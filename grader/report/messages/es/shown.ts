/** Findings about what a program showed, and about provocations that failed, in Spanish. */
import { quoteBytes, showText } from '../../bytes-text.ts';
import type { AddressShown, Difference, Lookalike } from '../../../model/finding.ts';
import type { UnprovenProvocation } from '../../../model/observation.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting } from '../catalogue.ts';
import { at, told } from '../telling.ts';
import { endOfStream, who, yours, Yours } from './phrases.ts';

type Codes =
  | 'OUTPUT_MISSING'
  | 'OUTPUT_UNMATCHED'
  | 'FRAGMENTS_MISSING'
  | 'NOTHING_SHOWN'
  | 'ADDRESS_MISSING'
  | 'UNPROVEN';

const unproven: { readonly [What in UnprovenProvocation]: string } = {
  'needs-kernel-evidence': 'Hace falta ver lo que el sistema sabe de los sockets (Linux, /proc), y aquí no se puede.',
  'not-queued': 'No se pudo demostrar que los datos quedaran en espera antes de que el programa los leyera.',
  'not-frozen': 'El programa no se dejó pausar, así que no se pudo preparar lo que debía encontrar al seguir.',
  'accepted-too-early': 'El programa aceptó la conexión antes de que se pudiera cortar.',
  'close-not-arrived':
    'No se pudo demostrar que el cierre de la conexión le llegara al programa antes de que siguiera.',
  'no-back-pressure':
    'No se pudo demostrar que los envíos del programa se atascaran: este sistema guardó todo lo que envió aunque nadie lo leía.',
  'port-taken-by-another-program': 'Otro programa de este equipo ocupa el puerto que se necesita: ciérralo y repite.',
  'time-wait-absent': 'El sistema no retuvo el puerto (TIME_WAIT), así que no se pudo probar el reinicio.',
  'address-missing': 'Este equipo no tiene la dirección que hace falta para esta comprobación.',
  'tls-version-unavailable': 'Aquí Node no puede ofrecer una versión vieja de TLS, así que no se pudo probar.',
};

export const shown: Pick<FindingWords, Codes> = {
  OUTPUT_MISSING: ({ expected, output, apart, nearest }, s) =>
    told(
      `${Yours(s)} no mostró ${quoteBytes(expected)}.`,
      whyMissing(output, apart === true, nearest),
      apart === true || nearest?.difference === 'cut-short' ? showWhole(s) : showIt(nearest, s),
    ),
  OUTPUT_UNMATCHED: ({ pattern, output }, s) =>
    told(
      `Nada de lo que mostró ${yours(s)} coincide con /${showText(pattern)}/.`,
      output.length === 0 ? 'No mostró nada.' : null,
      null,
    ),
  FRAGMENTS_MISSING: ({ output }, s) =>
    told(
      `${Yours(s)} no mostró cada fragmento por separado.`,
      output.length === 0 ? 'No mostró nada.' : null,
      `Usa como tamaño de ${s.api.receive} el tercer argumento (BUFFER), y muestra con ${s.api.print} lo que llega cada vez, en una línea propia.`,
    ),
  NOTHING_SHOWN: (_, s) => told(`${Yours(s)} no mostró nada.`, null, `Muestra un aviso con ${s.api.print}.`),
  ADDRESS_MISSING: ({ peer, address, shows }, s) =>
    told(
      `${Yours(s)} no mostró la dirección de ${who(peer)}, ${at(address)}.`,
      addressSeen[shows],
      shows === 'port-swapped'
        ? 'El puerto llega en el orden de bytes de la red: muéstralo con ntohs().'
        : `Muestra con ${s.api.print} la dirección IP y el puerto del cliente${ways[s.api.family]}.`,
    ),
  UNPROVEN: ({ what }) =>
    told(
      unproven[what],
      'No es un error de tu programa y no cuenta en tu contra; la calificación queda incompleta.',
      null,
    ),
};

const addressSeen: { readonly [Part in AddressShown]: string | null } = {
  nothing: 'No mostró nada.',
  neither: null,
  'host-only': 'En lo que mostró está la dirección IP, pero no el puerto del cliente.',
  'port-only': 'Mostró el puerto, pero no la dirección IP.',
  'port-swapped': 'Mostró el puerto con sus dos bytes al revés.',
};

/** Where the address of whoever called comes from. */
const ways: { readonly [Name in Family]: string } = {
  python: ': accept() los devuelve junto con la conexión',
  node: ': son socket.remoteAddress y socket.remotePort',
  c: ': accept() los escribe en el sockaddr_in que le das; muéstralos con inet_ntoa() y ntohs()',
};

const lookalikes: { readonly [Kind in Difference]: string | null } = {
  'newline-added': null,
  'newline-missing': null,
  'whitespace-stripped': 'Faltan los espacios de los extremos.',
  'case-changed': 'Cambian mayúsculas y minúsculas.',
  decorated: null,
  'python-bytes-literal': "Es la forma escrita de los bytes (b'...'), no el texto.",
  'characters-replaced': 'Hay caracteres cambiados por � (U+FFFD): un carácter partido no se puede convertir en texto.',
  'bytes-dropped': 'Falta una parte.',
  'cut-short': 'Falta el final.',
  'buffer-ignored': null,
  repeated: 'Lo mostró más de una vez.',
  other: null,
};

function whyMissing(output: Uint8Array, apart: boolean, nearest: Lookalike | null): string | null {
  if (output.length === 0) return 'No mostró nada.';
  if (apart) return 'Mostró cada fragmento por su lado, tal como fue llegando.';
  return nearest === null ? null : lookalikes[nearest.difference];
}

/** What was shown is what one call brought. */
function showWhole(s: Setting): string {
  return s.transport === 'udp'
    ? showIt(null, s)
    : `${s.api.receive} trae lo que haya llegado, que puede ser solo una parte: junta los fragmentos hasta que ${endOfStream(s, 'subjunctive')}, o hasta tener todo, y muéstralo junto con ${s.api.print}.`;
}

function showIt(nearest: Lookalike | null, s: Setting): string {
  if (nearest?.difference === 'python-bytes-literal') return 'Muestra datos.decode(), no datos.';
  if (!s.echoes) return `Muestra con ${s.api.print} lo que pide el enunciado, en cuanto lo tengas completo.`;
  return s.role === 'server' || s.transport === 'udp'
    ? `Muestra con ${s.api.print} lo que recibes${asText(s)}.`
    : `Junta todo lo que recibes y muéstralo con ${s.api.print}${asText(s)}.`;
}

function asText({ api }: Setting): string {
  return api.family === 'python' ? ", convertido en texto con .decode(errors='replace')" : '';
}
