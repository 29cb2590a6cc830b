import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { Unstamped } from '../model/observation.ts';
import { accepted, connected, done, received } from '../report/sample/facts.ts';
import { closed, failed, judged, passed } from './sample/judged.ts';

const began: Unstamped = { kind: 'tls-began', peer: 'alice', as: 'client' };
const notified: Unstamped = { kind: 'tls-notified', peer: 'alice' };
const expired = 'CERT_HAS_EXPIRED';
const nothing: Uint8Array = new Uint8Array();

function established(distrust: string | null = null, version = 'TLSv1.3'): Unstamped {
  return { kind: 'tls-established', peer: 'alice', version, distrust };
}

function broken(reason: string, raw = nothing): Unstamped {
  return { kind: 'tls-failed', peer: 'alice', reason, raw };
}

const connecting = (tls: object) => [{ connect: { peer: 'alice', tls } }];

describe('a connection with TLS', () => {
  test('is there once the handshake is done, whatever the certificate', () => {
    expect(judged('tcp-server', connecting({}), done(0, connected('alice'), began, established(expired)))).toEqual(
      passed,
    );
  });

  test('is not there without a handshake, and what came instead is told', () => {
    const raw = fromText('secreto');
    expect(judged('tcp-server', connecting({}), done(0, connected('alice'), began, broken('fin', raw)))).toMatchObject(
      failed({
        code: 'TLS_FAILED',
        args: { peer: 'alice', reason: 'fin', bytes: raw, ending: null, waits: [] },
        evidence: [0, 1, 2, 3, 4],
      }),
    );
  });

  test('needs a certificate to trust where the check says so', () => {
    const facts = done(0, connected('alice'), began, established(expired));
    expect(judged('tcp-server', connecting({ certificate: 'trusted' }), facts)).toMatchObject({
      findings: [{ code: 'CERTIFICATE_WRONG', args: { peer: 'alice', reason: expired } }],
    });
  });

  test('is to be refused where the check says so', () => {
    const refused = connecting({ handshake: 'refused' });
    const old = established(null, 'TLSv1.1');
    expect(judged('tcp-server', refused, done(0, connected('alice'), began, broken('reset')))).toEqual(passed);
    expect(judged('tcp-server', refused, done(0, connected('alice'), began, old))).toMatchObject({
      findings: [{ code: 'TLS_ACCEPTED', args: { version: 'TLSv1.1' } }],
    });
  });
});

describe('bytes that must never come', () => {
  const steps = [{ accept: 'alice' }, { expectNever: { peer: 'alice', text: 'secreto' } }];

  test.each<[string, Unstamped]>([
    ['inside TLS', received('alice', 'mi secreto')],
    ['instead of TLS', broken('ERR_SSL_HTTP_REQUEST', fromText('secreto\n'))],
  ])('are found %s', (_, fact) => {
    expect(judged('tcp-client', steps, done(0, accepted('alice'), began), done(1, fact))).toMatchObject({
      findings: [{ code: 'BYTES_FORBIDDEN', args: { bytes: fromText('secreto') } }],
    });
  });

  test('have not come when the connection is over', () => {
    const facts = done(1, received('alice', 'secre'), closed('alice', 'fin'));
    expect(judged('tcp-client', steps, done(0, accepted('alice')), facts)).toEqual(passed);
  });
});

describe('bytes that are expected', () => {
  const steps = [{ accept: 'alice' }, { expect: { peer: 'alice', text: 'hola' } }];

  test('cannot come once TLS has failed, and that is the reason', () => {
    const facts = done(1, broken('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'));
    expect(judged('tcp-client', steps, done(0, accepted('alice'), began), facts)).toMatchObject({
      findings: [{ code: 'TLS_FAILED', args: { reason: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' } }],
    });
  });

  test('cannot come after close_notify', () => {
    const facts = done(1, notified);
    expect(judged('tcp-client', steps, done(0, accepted('alice'), began, established()), facts)).toMatchObject({
      findings: [{ code: 'REPLY_MISSING' }],
    });
  });
});

describe('a goodbye inside TLS', () => {
  const steps = [{ accept: 'alice' }, { expectClose: { peer: 'alice', how: 'close-notify' } }];
  const before = done(0, accepted('alice'), began, established());

  test('is close_notify', () => {
    expect(judged('tcp-client', steps, before, done(1, notified))).toEqual(passed);
  });

  test('is missing where only the connection ends', () => {
    expect(judged('tcp-client', steps, before, done(1, closed('alice', 'fin')))).toMatchObject({
      findings: [{ code: 'CLOSE_NOTIFY_MISSING' }],
    });
    expect(judged('tcp-client', steps, before, done(1, closed('alice', 'reset')))).toMatchObject({
      findings: [{ code: 'CLOSED_BY_RESET' }],
    });
  });
});
