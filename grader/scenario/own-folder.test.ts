import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import { Lab } from '../testing/lab.ts';
import { OwnFolder } from './own-folder.ts';

describe('The folder of a check', () => {
  test('is empty at first, inside another that is empty besides', async (context) => {
    await using lab = await Lab.open(context);
    using folder = new OwnFolder(join(lab.folder, 'made', 'when', 'needed'));
    expect(folder.names()).toEqual([]);
    expect(join(folder.outside, 'work')).toBe(folder.path);
  });

  test('gives back what was put into it, in folders too', async (context) => {
    await using lab = await Lab.open(context);
    using folder = new OwnFolder(lab.folder);
    folder.put('documentos/informe ñ.txt', fromText('Hola'));
    expect(folder.find('documentos/informe ñ.txt')).toEqual({ kind: 'file', bytes: fromText('Hola') });
    expect(folder.find('documentos')).toEqual({ kind: 'folder' });
    expect(folder.find('informe ñ.txt')).toEqual({ kind: 'nothing' });
  });

  test('shows what is written beside it', async (context) => {
    await using lab = await Lab.open(context);
    using folder = new OwnFolder(lab.folder);
    writeFileSync(join(folder.outside, 'robado.txt'), 'hola');
    expect(folder.find('../robado.txt').kind).toBe('file');
  });

  test('is not left by links', async (context) => {
    await using lab = await Lab.open(context);
    using folder = new OwnFolder(lab.folder);
    writeFileSync(join(lab.folder, 'secret.txt'), 'secret');
    symlinkSync(join(lab.folder, 'secret.txt'), join(folder.path, 'nota.txt'));
    symlinkSync(lab.folder, join(folder.path, 'carpeta'));
    expect(folder.find('nota.txt')).toEqual({ kind: 'link' });
    expect(folder.find('carpeta/secret.txt')).toEqual({ kind: 'nothing' });
  });

  test('shows a file that nobody may read', async (context) => {
    await using lab = await Lab.open(context);
    using folder = new OwnFolder(lab.folder);
    folder.put('nota.txt', fromText('Hola'));
    chmodSync(join(folder.path, 'nota.txt'), 0o000);
    expect(folder.find('nota.txt').kind).toBe('file');
  });

  test('is removed with read-only folders, links and names that are no text in it, and nothing else is', async (context) => {
    await using lab = await Lab.open(context);
    const folder = new OwnFolder(lab.folder);
    writeFileSync(join(lab.folder, 'kept.txt'), 'kept');
    symlinkSync(join(lab.folder, 'kept.txt'), join(folder.path, 'enlace'));
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.of(0x78, 0xff)]), '');
    mkdirSync(join(folder.path, 'cerrada', 'dentro'), { recursive: true });
    chmodSync(join(folder.path, 'cerrada'), 0o500);
    expect(folder.names()).toEqual(['cerrada', 'enlace', 'x\\xff']);
    folder[Symbol.dispose]();
    expect(existsSync(folder.outside)).toBe(false);
    expect(existsSync(join(lab.folder, 'kept.txt'))).toBe(true);
  });
});
