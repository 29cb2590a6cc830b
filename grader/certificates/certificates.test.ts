import { X509Certificate } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { CertificateFiles, certificates, type CertificateKind } from './certificates.ts';

async function certificateOf(kind: CertificateKind): Promise<X509Certificate> {
  const all = await certificates();
  return new X509Certificate(all[kind].certificate);
}

async function isSignedByAuthority(kind: CertificateKind): Promise<boolean> {
  const { publicKey } = new X509Certificate((await certificates()).authority);
  return (await certificateOf(kind)).verify(publicKey);
}

function isExpired({ validTo }: X509Certificate): boolean {
  return Date.parse(validTo) < Date.now();
}

test('the trusted certificate is signed by the authority, and good for this machine today', async () => {
  const trusted = await certificateOf('trusted');
  expect(await isSignedByAuthority('trusted')).toBe(true);
  expect(trusted.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(trusted.checkHost('localhost')).toBe('localhost');
  expect(isExpired(trusted)).toBe(false);
});

test('the untrusted one is signed by another authority of the same name', async () => {
  const [untrusted, trusted] = [await certificateOf('untrusted'), await certificateOf('trusted')];
  expect(await isSignedByAuthority('untrusted')).toBe(false);
  expect(untrusted.issuer).toBe(trusted.issuer);
});

test('the expired one and the one for another name are wrong in nothing else', async () => {
  expect(isExpired(await certificateOf('expired'))).toBe(true);
  expect(await isSignedByAuthority('expired')).toBe(true);
  expect((await certificateOf('expired')).checkIP('127.0.0.1')).toBe('127.0.0.1');
  const otherName = await certificateOf('other-name');
  expect(await isSignedByAuthority('other-name')).toBe(true);
  expect(isExpired(otherName)).toBe(false);
  expect([otherName.checkIP('127.0.0.1'), otherName.checkHost('localhost')]).toEqual([undefined, undefined]);
});

test('they are made once', async () => {
  expect(await certificates()).toBe(await certificates());
});

test('a program is told of files that are gone afterwards', async () => {
  const all = await certificates();
  const files = await CertificateFiles.write(all);
  expect(await readFile(files.certificate, 'utf8')).toBe(all.trusted.certificate);
  expect(await readFile(files.key, 'utf8')).toBe(all.trusted.key);
  expect(await readFile(files.authority, 'utf8')).toBe(all.authority);
  await files[Symbol.asyncDispose]();
  await expect(access(dirname(files.key))).rejects.toThrow('ENOENT');
});
