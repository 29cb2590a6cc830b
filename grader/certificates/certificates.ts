/**
 * Certificates for one life of the grader, made when they are first needed and never kept: an authority that programs
 * are told to trust, and server certificates of every kind a client must tell apart.
 */
import type * as Package from '@peculiar/x509';
import type { webcrypto } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `untrusted`: signed by an authority nobody was told of, whose name is that of the right one. */
export type CertificateKind = 'trusted' | 'untrusted' | 'expired' | 'other-name';

/** Both in PEM. */
export type Certificate = { readonly certificate: string; readonly key: string };

export type Certificates = { readonly authority: string } & Readonly<Record<CertificateKind, Certificate>>;

let made: Promise<Certificates> | undefined;

/** The same ones for every check of a worker. */
export function certificates(): Promise<Certificates> {
  made ??= makeCertificates();
  return made;
}

const dayMs = 24 * 60 * 60 * 1000;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const ownNames: readonly AlternativeName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
];
const otherNames: readonly AlternativeName[] = [{ type: 'dns', value: 'example.org' }];

type AlternativeName = { type: 'dns' | 'ip'; value: string };
type Tools = typeof Package;
type Authority = {
  readonly certificate: InstanceType<Tools['X509Certificate']>;
  readonly keys: webcrypto.CryptoKeyPair;
};

async function makeCertificates(): Promise<Certificates> {
  const tools = await loadTools();
  const [known, stranger] = await Promise.all([makeAuthority(tools), makeAuthority(tools)]);
  const [trusted, untrusted, expired, otherName] = await Promise.all([
    sign(tools, known, ownNames, 1),
    sign(tools, stranger, ownNames, 1),
    sign(tools, known, ownNames, -1),
    sign(tools, known, otherNames, 1),
  ]);
  return { authority: known.certificate.toString('pem'), trusted, untrusted, expired, 'other-name': otherName };
}

/** The package finds its parts by what this polyfill adds to `Reflect`. */
async function loadTools(): Promise<Tools> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
}

async function makeAuthority(tools: Tools): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await tools.X509CertificateGenerator.createSelfSigned({
    name: 'CN=socklab CA',
    keys,
    signingAlgorithm: ecdsa,
    ...lifetime(1),
    extensions: [
      new tools.BasicConstraintsExtension(true, undefined, true),
      new tools.KeyUsagesExtension(tools.KeyUsageFlags.keyCertSign | tools.KeyUsageFlags.cRLSign, true),
      await tools.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}

/** A server certificate that is good until so many days from now. */
async function sign(
  tools: Tools,
  { certificate: issuer, keys: { privateKey: signingKey } }: Authority,
  names: readonly AlternativeName[],
  untilDays: number,
): Promise<Certificate> {
  const { publicKey, privateKey } = await makeKeys();
  const certificate = await tools.X509CertificateGenerator.create({
    subject: `CN=${names[0]?.value ?? ''}`,
    issuer: issuer.subject,
    publicKey,
    signingKey,
    signingAlgorithm: ecdsa,
    ...lifetime(untilDays),
    extensions: [
      new tools.SubjectAlternativeNameExtension([...names]),
      new tools.ExtendedKeyUsageExtension([tools.ExtendedKeyUsage.serverAuth]),
      new tools.BasicConstraintsExtension(false),
      await tools.SubjectKeyIdentifierExtension.create(publicKey),
      // Python 3.13 and later accept no certificate without it.
      await tools.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  const key = tools.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY');
  return { certificate: certificate.toString('pem'), key };
}

function lifetime(untilDays: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - 3 * dayMs), notAfter: new Date(now + untilDays * dayMs) };
}

/** The files a program is told of: its certificate and key where it is a server, the authority where it is a client. */
export class CertificateFiles implements AsyncDisposable {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async write({ authority, trusted }: Certificates): Promise<CertificateFiles> {
    const files = new CertificateFiles(await mkdtemp(join(tmpdir(), 'socklab-tls-')));
    await Promise.all([
      writeFile(files.certificate, trusted.certificate),
      writeFile(files.key, trusted.key),
      writeFile(files.authority, authority),
    ]);
    return files;
  }

  get certificate(): string {
    return join(this.#folder, 'cert.pem');
  }

  get key(): string {
    return join(this.#folder, 'key.pem');
  }

  get authority(): string {
    return join(this.#folder, 'ca.pem');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
