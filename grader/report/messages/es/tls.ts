/** Findings about TLS, and about what must not be said outside it, in Spanish. */
import { describeBytes } from '../../bytes-text.ts';
import type { FindingWords, Setting } from '../catalogue.ts';
import { meaningOf, type Meaning } from '../tls-meaning.ts';
import { told } from '../telling.ts';
import { ended, toWhom, who, Who, yours, Yours } from './phrases.ts';

type Codes = 'TLS_FAILED' | 'TLS_ACCEPTED' | 'CERTIFICATE_WRONG' | 'CLOSE_NOTIFY_MISSING' | 'BYTES_FORBIDDEN';

export const tls: Pick<FindingWords, Codes> = {
  TLS_FAILED: ({ peer, reason, bytes, ending, waits }, s) => {
    const what = `No hubo conexión TLS entre ${yours(s)} y ${who(peer)}.`;
    if (bytes.length > 0) {
      return told(
        what,
        `${Yours(s)} envió esto sin cifrar, a la vista de todos: ${describeBytes(bytes)}.`,
        `${wrap(s)} Todo lo demás se envía y se recibe por ese socket.`,
      );
    }
    if (reason === null) return told(what, ending === null ? null : ended({ ending, waits }, s), wrap(s));
    return told(what, why[meaningOf(reason)](reason, s), advice(meaningOf(reason), s));
  },
  TLS_ACCEPTED: ({ peer, version }, s) =>
    told(
      `${Yours(s)} aceptó hablar ${version} con ${who(peer)}, una versión vieja e insegura.`,
      null,
      'Exige TLS 1.2 como mínimo; es lo normal si no se cambia nada.',
    ),
  CERTIFICATE_WRONG: ({ peer, reason }, s) =>
    told(
      `${Who(peer)} no puede confiar en el certificado que mostró ${yours(s)} (${reason}).`,
      null,
      'Usa el certificado y la clave que se le indican en los argumentos CERT y KEY.',
    ),
  CLOSE_NOTIFY_MISSING: ({ peer }, s) =>
    told(
      `${Yours(s)} cerró la conexión con ${who(peer)} sin despedirse dentro de TLS (close_notify).`,
      'Sin esa despedida nadie sabe si terminó de verdad, o si alguien cortó la conexión a la mitad.',
      goodbye[s.api.family],
    ),
  BYTES_FORBIDDEN: ({ peer, bytes }, s) =>
    told(
      `${Yours(s)} le envió ${toWhom(peer)} algo que no debía: ${describeBytes(bytes)}.`,
      s.role === 'client' ? 'Quien lo recibió no había demostrado quién es, así que el secreto ya no lo es.' : null,
      s.role === 'client' ? verify[s.api.family] : 'Responde solo a quien envió el token correcto.',
    ),
};

function wrap({ role, api }: Setting): string {
  switch (api.family) {
    case 'python':
      return role === 'server'
        ? 'Envuelve la conexión que entrega accept() con context.wrap_socket(..., server_side=True).'
        : 'Envuelve el socket conectado con context.wrap_socket(..., server_hostname=HOST).';
    case 'node':
      return role === 'server'
        ? 'Usa tls.createServer(), no net.createServer().'
        : 'Usa tls.connect(), no net.connect().';
    default:
      return role === 'server'
        ? 'Llama a SSL_accept() después de accept().'
        : 'Llama a SSL_connect() después de connect().';
  }
}

const why: { readonly [M in Meaning]: (reason: string, s: Setting) => string } = {
  fin: (_, s) => `${Yours(s)} cerró la conexión sin terminar el saludo de TLS.`,
  reset: (_, s) => `${Yours(s)} cortó la conexión sin terminar el saludo de TLS.`,
  distrusted: (reason, s) => `${Yours(s)} no confió en el certificado que se le mostró (${reason}).`,
  version: (reason, s) => `${Yours(s)} no habla la versión de TLS que se le ofreció (${reason}).`,
  other: (reason) => `El saludo falló: ${reason}.`,
};

function advice(meaning: Meaning, s: Setting): string {
  if (meaning === 'distrusted') return 'Confía en la autoridad cuyo certificado está en el archivo CA.';
  if (meaning === 'version') return 'Acepta TLS 1.2 y TLS 1.3.';
  return s.role === 'server'
    ? 'Carga el certificado y la clave de los archivos CERT y KEY, y termina el saludo antes de leer.'
    : 'Termina el saludo antes de enviar; si falla, di por qué y termina.';
}

const goodbye = {
  python: 'Llama a unwrap() sobre la conexión antes de close().',
  node: 'Termina con socket.end(), no con socket.destroy().',
  c: 'Llama a SSL_shutdown() antes de close().',
} as const;

const verify = {
  python:
    'Crea el contexto con ssl.create_default_context(cafile=CA), no cambies verify_mode ni check_hostname, y envía solo después de wrap_socket().',
  node: "Pasa ca y host a tls.connect(), sin rejectUnauthorized: false, y envía solo desde el evento 'secureConnect'.",
  c: 'Usa SSL_CTX_load_verify_locations(), SSL_CTX_set_verify(..., SSL_VERIFY_PEER, NULL) y di a quién llamas (X509_VERIFY_PARAM_set1_ip_asc o SSL_set1_host) antes de SSL_connect().',
} as const;
