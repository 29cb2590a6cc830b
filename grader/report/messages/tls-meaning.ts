/** What the code of a failed TLS handshake means; codes are those of OpenSSL, as Node gives them. */

export type Meaning = 'fin' | 'reset' | 'distrusted' | 'version' | 'other';

/** Alerts of RFC 8446, 6.2, by which a program says that it does not like the certificate it was shown. */
const distrusting = /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_\w+|UNSUPPORTED_CERTIFICATE)$/;

export function meaningOf(reason: string): Meaning {
  if (reason === 'fin' || reason === 'reset') return reason;
  if (reason === 'ECONNRESET') return 'reset';
  if (distrusting.test(reason)) return 'distrusted';
  return reason.includes('PROTOCOL_VERSION') || reason.includes('UNSUPPORTED_PROTOCOL') ? 'version' : 'other';
}
