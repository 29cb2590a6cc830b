/** Findings about TLS, and about what must not be said outside it, in English. */
import { describeBytes } from '../../bytes-text.ts';
import type { FindingWords, Setting } from '../catalogue.ts';
import { meaningOf, type Meaning } from '../tls-meaning.ts';
import { told } from '../telling.ts';
import { ended, who, Who, yours, Yours } from './phrases.ts';

type Codes = 'TLS_FAILED' | 'TLS_ACCEPTED' | 'CERTIFICATE_WRONG' | 'CLOSE_NOTIFY_MISSING' | 'BYTES_FORBIDDEN';

export const tls: Pick<FindingWords, Codes> = {
  TLS_FAILED: ({ peer, reason, bytes, ending, waits }, s) => {
    const what = `There was no TLS connection between ${yours(s)} and ${who(peer)}.`;
    if (bytes.length > 0) {
      return told(
        what,
        `${Yours(s)} sent this unencrypted, for everybody to see: ${describeBytes(bytes)}.`,
        `${wrap(s)} Everything else is sent and received through that socket.`,
      );
    }
    if (reason === null) return told(what, ending === null ? null : ended({ ending, waits }, s), wrap(s));
    return told(what, why[meaningOf(reason)](reason, s), advice(meaningOf(reason), s));
  },
  TLS_ACCEPTED: ({ peer, version }, s) =>
    told(
      `${Yours(s)} agreed to speak ${version} with ${who(peer)}, an old and insecure version.`,
      null,
      'Demand at least TLS 1.2; that is what you get if you change nothing.',
    ),
  CERTIFICATE_WRONG: ({ peer, reason }, s) =>
    told(
      `${Who(peer)} cannot trust the certificate that ${yours(s)} showed (${reason}).`,
      null,
      'Use the certificate and the key named by the arguments CERT and KEY.',
    ),
  CLOSE_NOTIFY_MISSING: ({ peer }, s) =>
    told(
      `${Yours(s)} closed the connection with ${who(peer)} without a goodbye inside TLS (close_notify).`,
      'Without it nobody knows whether it really ended, or whether somebody cut the connection halfway.',
      goodbye[s.api.family],
    ),
  BYTES_FORBIDDEN: ({ peer, bytes }, s) =>
    told(
      `${Yours(s)} sent ${who(peer)} something it must not: ${describeBytes(bytes)}.`,
      s.role === 'client' ? 'Whoever received it had not proved who they are, so the secret is none any more.' : null,
      s.role === 'client' ? verify[s.api.family] : 'Answer only those who sent the right token.',
    ),
};

function wrap({ role, api }: Setting): string {
  switch (api.family) {
    case 'python':
      return role === 'server'
        ? 'Wrap the connection that accept() gives with context.wrap_socket(..., server_side=True).'
        : 'Wrap the connected socket with context.wrap_socket(..., server_hostname=HOST).';
    case 'node':
      return role === 'server'
        ? 'Use tls.createServer(), not net.createServer().'
        : 'Use tls.connect(), not net.connect().';
    default:
      return role === 'server' ? 'Call SSL_accept() after accept().' : 'Call SSL_connect() after connect().';
  }
}

const why: { readonly [M in Meaning]: (reason: string, s: Setting) => string } = {
  fin: (_, s) => `${Yours(s)} closed the connection without finishing the TLS handshake.`,
  reset: (_, s) => `${Yours(s)} broke the connection off without finishing the TLS handshake.`,
  distrusted: (reason, s) => `${Yours(s)} did not trust the certificate it was shown (${reason}).`,
  version: (reason, s) => `${Yours(s)} does not speak the version of TLS it was offered (${reason}).`,
  other: (reason) => `The handshake failed: ${reason}.`,
};

function advice(meaning: Meaning, s: Setting): string {
  if (meaning === 'distrusted') return 'Trust the authority whose certificate is in the file CA.';
  if (meaning === 'version') return 'Accept TLS 1.2 and TLS 1.3.';
  return s.role === 'server'
    ? 'Load the certificate and the key from the files CERT and KEY, and finish the handshake before you read.'
    : 'Finish the handshake before you send; if it fails, say why and end.';
}

const goodbye = {
  python: 'Call unwrap() on the connection before close().',
  node: 'End with socket.end(), not with socket.destroy().',
  c: 'Call SSL_shutdown() before close().',
} as const;

const verify = {
  python:
    'Make the context with ssl.create_default_context(cafile=CA), leave verify_mode and check_hostname as they are, and send only after wrap_socket().',
  node: "Give ca and host to tls.connect(), without rejectUnauthorized: false, and send only from the event 'secureConnect'.",
  c: 'Use SSL_CTX_load_verify_locations(), SSL_CTX_set_verify(..., SSL_VERIFY_PEER, NULL) and say whom you call (X509_VERIFY_PARAM_set1_ip_asc or SSL_set1_host) before SSL_connect().',
} as const;
