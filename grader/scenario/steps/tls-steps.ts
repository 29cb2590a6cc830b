/** TLS on the grader's connections, and the files that a program needs for its own. */
import { setImmediate } from 'node:timers/promises';
import { certificates, type CertificateKind } from '../../certificates/certificates.ts';
import { settle } from '../../judge/settle.ts';
import type { StepOf } from '../../spec/step.ts';
import type { TlsEvents, TlsRole } from '../../wire/tls-layer.ts';
import { defaultWithinMs } from '../deadlines.ts';
import { recordUnproven } from '../frozen.ts';
import { eventsOf } from '../receiving.ts';
import type { Stage } from '../stage.ts';
import { done, waitFor, type Waited } from '../wait.ts';

/** Begins the handshake of a peer that has called the server, and waits until it is over, one way or the other. */
export async function shakeHands(stage: Stage, step: StepOf<'connect'>): Promise<Waited> {
  const { peer, tls } = step;
  if (tls === undefined || !stage.peers.has(peer)) return done;
  const { authority } = await certificates();
  const role: TlsRole = { kind: 'client', authority, host: stage.spec.host, only: tls.offer };
  stage.recorder.record({ kind: 'tls-began', peer, as: 'client' });
  stage.tcp(peer).secure(role, tlsEventsOf(stage, peer));
  const until = () => settle(step, stage.ledger, stage.spec) !== 'open';
  const waited = await waitFor(stage, { withinMs: defaultWithinMs, until });
  const reason = stage.ledger.peer(peer).tls?.failed?.reason ?? '';
  if (cannotOffer.has(reason)) recordUnproven(stage, step, 'tls-version-unavailable');
  return waited;
}

/** Node itself was built, or set up, without the version it is to offer. */
const cannotOffer = new Set(['ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'ERR_SSL_NO_CIPHERS_AVAILABLE']);

/** What the grader is to a client that calls it. */
export async function serverRole(kind: CertificateKind): Promise<TlsRole> {
  return { kind: 'server', ...(await certificates())[kind] };
}

/** From the first byte of an accepted connection on. A client that does not shake hands is left, as by any server. */
export function awaitHandshake(stage: Stage, peer: string, role: TlsRole): void {
  const events = tlsEventsOf(stage, peer);
  const onFailed: TlsEvents['onFailed'] = (reason, raw) => {
    events.onFailed(reason, raw);
    void leave(stage, peer);
  };
  stage.recorder.record({ kind: 'tls-began', peer, as: 'server' });
  stage.tcp(peer).secure(role, { ...events, onFailed });
}

/** Once the alert that says why is on its way. */
async function leave(stage: Stage, peer: string): Promise<void> {
  await setImmediate();
  await setImmediate();
  const tcp = stage.tcp(peer);
  if (tcp.gone) return;
  stage.recorder.record({ kind: 'grader-closed', peer, how: 'close' });
  await tcp.close();
}

function tlsEventsOf(stage: Stage, peer: string): TlsEvents {
  const { recorder } = stage;
  return {
    onBytes: eventsOf(stage, peer).onBytes,
    onEstablished: (version, distrust) => recorder.record({ kind: 'tls-established', peer, version, distrust }),
    onFailed: (reason, raw) => recorder.record({ kind: 'tls-failed', peer, reason, raw }),
    onNotified: () => recorder.record({ kind: 'tls-notified', peer }),
  };
}

const filesInTemplate = /\{(certificate|key|ca)\}/;
const filesInCommand = new Set(['CERT', 'KEY', 'CA']);

/** What a program is told besides where to listen or call, by its names in templates; files only where it is told of them. */
export async function secretWords(stage: Stage, { arguments: given = [] }: StepOf<'start'>): Promise<Secrets> {
  const { spec } = stage;
  const token = spec.token ?? '';
  const isTold =
    spec.arguments.some((word) => filesInCommand.has(word)) || given.some((word) => filesInTemplate.test(word));
  if (!isTold) return { token };
  const { certificate, key, authority: ca } = await stage.certificateFiles();
  return { certificate, key, ca, token };
}

export type Secrets = Readonly<Record<string, string>>;
