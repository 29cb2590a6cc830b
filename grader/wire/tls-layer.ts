/**
 * TLS on a connection of the grader's, between the bytes of the conversation and those on the wire. It only turns the
 * ones into the others: the TCP connection below stays in the hands of its peer, so all that is known of the wire from
 * the kernel's tables (what was read, what still lies in a queue) stays true.
 */
import { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { connect, createServer, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { concat } from '../model/bytes.ts';
import { codeOf, reasonOf } from '../model/error-words.ts';

export type TlsVersion = 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** What the grader is in the handshake; certificates and keys in PEM. */
export type TlsRole =
  | { readonly kind: 'server'; readonly certificate: string; readonly key: string }
  | {
      readonly kind: 'client';
      /** The certificate is looked at with the eyes of somebody who trusts this authority and called this host. */
      readonly authority: string;
      readonly host: string;
      /** The only version offered; `TLSv1.1` stands for it and what was before it. */
      readonly only: TlsVersion | undefined;
    };

export type TlsEvents = {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** `distrust`: the code of what is wrong with the program's certificate; null when nothing is, or it has none. */
  readonly onEstablished: (version: string, distrust: string | null) => void;
  /** There is no TLS on this connection, or none any more. `raw`: what came instead, where it was no TLS at all. */
  readonly onFailed: (reason: string, raw: Uint8Array) => void;
  /** The program has ended its direction with close_notify. */
  readonly onNotified: () => void;
};

/** Of what is no TLS so much is kept. */
const mostRawBytes = 1024;

export class TlsLayer {
  readonly #events: TlsEvents;
  readonly #transport: Duplex;
  readonly #ready = Promise.withResolvers<TLSSocket | undefined>();
  #tls: TLSSocket | undefined;
  #first = new Uint8Array();
  #hasFailed = false;
  #inputEnded = false;
  #notified = false;
  #unwritten = 0;
  /** Where sealed bytes go instead of to the wire. */
  #sealed: Uint8Array[] | undefined;

  /** `writeRaw` resolves once the kernel has taken the bytes. */
  constructor(role: TlsRole, writeRaw: (bytes: Uint8Array) => Promise<void>, events: TlsEvents) {
    this.#events = events;
    this.#transport = new Duplex({
      read: () => {},
      write: (bytes: Uint8Array, _, done) => {
        void this.#pass(Uint8Array.from(bytes), writeRaw, done);
      },
      final: (done) => done(),
    });
    this.#transport.on('error', () => {});
    if (role.kind === 'server') this.#serve(role);
    else this.#call(role);
  }

  async #pass(bytes: Uint8Array, writeRaw: (bytes: Uint8Array) => Promise<void>, done: () => void): Promise<void> {
    if (this.#sealed === undefined) await writeRaw(bytes);
    else this.#sealed.push(bytes);
    done();
  }

  get established(): boolean {
    return this.#tls !== undefined && !this.#hasFailed;
  }

  /** Bytes of the conversation that have not gone to the wire yet; before the handshake nobody can wait for that. */
  get unwritten(): number {
    return this.established ? this.#unwritten : 0;
  }

  /** Bytes that came from the wire. */
  feed(bytes: Uint8Array): void {
    if (this.#first.length < mostRawBytes) this.#first = concat([this.#first, bytes]).slice(0, mostRawBytes);
    if (!this.#hasFailed) this.#transport.push(bytes);
  }

  /** The wire has given its last byte. What came before is dealt with first. */
  async endInput(how: 'fin' | 'reset'): Promise<void> {
    await setImmediate();
    await setImmediate();
    this.#inputEnded = true;
    if (this.#tls === undefined) this.#fail(how);
    else if (!this.#hasFailed) this.#transport.push(null);
  }

  /** Resolves once the kernel has taken the bytes, after the handshake; at once when there is none. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#unwritten += bytes.length;
    const tls = await this.#ready.promise;
    if (tls === undefined || !tls.writable) return;
    await new Promise((resolve) => {
      tls.write(bytes, resolve);
    });
    this.#unwritten -= bytes.length;
  }

  /** The bytes as they would go to the wire, without sending them: at least one record. */
  async seal(bytes: Uint8Array): Promise<Uint8Array> {
    await this.#ready.promise;
    const sealed: Uint8Array[] = [];
    this.#sealed = sealed;
    await this.write(bytes);
    this.#sealed = undefined;
    return concat(sealed);
  }

  /** Sends close_notify. */
  async notify(): Promise<void> {
    const tls = this.#tls;
    if (tls === undefined || this.#hasFailed || !tls.writable) return;
    await new Promise<void>((resolve) => {
      tls.end(() => resolve());
    });
  }

  drop(): void {
    this.#hasFailed = true;
    this.#ready.resolve(undefined);
    this.#tls?.destroy();
    this.#transport.destroy();
  }

  #serve({ certificate, key }: Extract<TlsRole, { kind: 'server' }>): void {
    const server = createServer({ cert: certificate, key });
    server.on('secureConnection', (tls) => this.#establish(tls));
    server.on('tlsClientError', (error) => this.#fail(codeOf(error) || reasonOf(error)));
    server.emit('connection', this.#transport);
  }

  #call({ authority, host, only }: Extract<TlsRole, { kind: 'client' }>): void {
    const tls = connect({
      socket: this.#transport,
      host,
      ca: authority,
      rejectUnauthorized: false,
      ...versionsOf(only),
    });
    tls.once('secureConnect', () => this.#establish(tls));
    tls.on('error', (error) => this.#fail(codeOf(error) || reasonOf(error)));
  }

  #establish(tls: TLSSocket): void {
    if (this.#hasFailed) return;
    this.#tls = tls;
    tls.on('data', (bytes: Uint8Array) => this.#events.onBytes(bytes));
    tls.on('error', (error) => this.#fail(codeOf(error) || reasonOf(error)));
    tls.once('end', () => void this.#ended());
    this.#events.onEstablished(tls.getProtocol() ?? '', distrustOf(tls));
    this.#ready.resolve(tls);
  }

  /** Whoever is told that the other side has ended says so too, as every implementation of TLS does. */
  async #ended(): Promise<void> {
    if (this.#inputEnded || this.#notified) return;
    this.#notified = true;
    this.#events.onNotified();
    await this.notify();
  }

  #fail(reason: string): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#ready.resolve(undefined);
    const isTls = this.#first.length === 0 || looksLikeTls(this.#first);
    this.#events.onFailed(reason, isTls ? new Uint8Array() : this.#first);
  }
}

function distrustOf(tls: TLSSocket): string | null {
  const error: unknown = tls.authorizationError;
  if (tls.authorized || error === undefined || error === null) return null;
  return typeof error === 'string' ? error : codeOf(error) || reasonOf(error);
}

function versionsOf(only: TlsVersion | undefined): ConnectionOptions {
  if (only === undefined) return {};
  // What is as old as this is offered by nobody any more who does not lower the level of security on purpose.
  if (only === 'TLSv1.1') return { minVersion: 'TLSv1', maxVersion: only, ciphers: 'DEFAULT@SECLEVEL=0' };
  return { minVersion: only, maxVersion: only };
}

/** A record of TLS begins with its type, 20 to 23, and 3 for every version there has been since SSL 3 (RFC 8446, 5.1). */
function looksLikeTls([type = 0, version = 3]: Uint8Array): boolean {
  return type >= 20 && type <= 23 && version === 3;
}
