/** What has become of a TLS handshake, and of what must never be said, against what a step wants. */
import { indexOf } from '../model/bytes.ts';
import type { Finding } from '../model/finding.ts';
import type { StepOf } from '../spec/step.ts';
import type { Failure } from './failure.ts';
import type { PeerLedger, TlsLedger } from './ledger.ts';
import type { Settled } from './settle.ts';

type Wanted = NonNullable<StepOf<'connect'>['tls']>;

export function settleTls({ certificate, handshake }: Wanted, tls: TlsLedger | undefined): Settled {
  const isRefused = tls?.failed !== undefined && tls.established === undefined;
  if (handshake === 'refused') return isRefused ? 'met' : tls?.established === undefined ? 'open' : 'broken';
  if (tls?.established === undefined) return isRefused ? 'broken' : 'open';
  return certificate === 'trusted' && tls.established.distrust !== null ? 'broken' : 'met';
}

/** Inside TLS, or instead of it. */
export function hasSent({ stream, tls }: PeerLedger, bytes: Uint8Array): boolean {
  return indexOf(stream.bytes, bytes) !== -1 || indexOf(tls?.failed?.raw ?? new Uint8Array(), bytes) !== -1;
}

/** Where TLS is wanted and there is none, that is what is wrong, whatever the step waited for. */
export function explainTls(peer: string, { ledger, gaveUp, waits, evidence }: Failure): Finding | undefined {
  const { tls } = ledger.peer(peer);
  if (tls === undefined || (tls.established !== undefined && tls.failed === undefined)) return undefined;
  const bytes = tls.failed?.raw ?? new Uint8Array();
  const args = { peer, reason: tls.failed?.reason ?? null, bytes, ending: gaveUp ?? null, waits };
  return { code: 'TLS_FAILED', args, evidence };
}

/** Undefined where the handshake is as it should be, or there was to be none. */
export function explainHandshake({ peer, tls }: StepOf<'connect'>, failure: Failure): Finding | undefined {
  const established = failure.ledger.peer(peer).tls?.established;
  if (tls === undefined || established === undefined) return explainTls(peer, failure);
  const { evidence } = failure;
  if (tls.handshake === 'refused') {
    return { code: 'TLS_ACCEPTED', args: { peer, version: established.version }, evidence };
  }
  return established.distrust === null
    ? explainTls(peer, failure)
    : { code: 'CERTIFICATE_WRONG', args: { peer, reason: established.distrust }, evidence };
}
