import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { Finding } from '../model/finding.ts';
import type { Timeline } from '../model/observation.ts';
import { notesOn } from './notes.ts';

function timeline(sent: readonly string[], shown: string): Timeline {
  return [
    ...sent.map((text) => ({ kind: 'sent', atMs: 1, peer: 'alice', bytes: fromText(text) }) as const),
    { kind: 'program-output', atMs: 2, program: 'client', stream: 'stdout', bytes: fromText(shown), omittedBytes: 0 },
  ];
}

function notes(sent: readonly string[], shown: string): Finding[] {
  return notesOn('client', [timeline([], ''), timeline(sent, shown)]);
}

describe('A letter n for a line end', () => {
  test('is told where a line ends in what came and an n', () => {
    const line = '[+] Mensaje recibido del servidor: Hola, servidor!n';
    expect(notes(['Hola, ', 'servidor!'], `Conectado\n${line}\nAdiós\n`)).toEqual([
      { code: 'STRAY_N', args: { program: 'client', line }, evidence: [] },
    ]);
  });

  test('is told once', () => {
    const twice = timeline(['Hola'], 'Holan');
    expect(notesOn('client', [twice, twice])).toHaveLength(1);
  });

  test.each([
    ['a text that ends in an n itself', ['buen plan'], 'Recibido: buen plan\n'],
    ['words around it', ['Hola'], 'Holan dijo\n'],
    ['a single letter', ['e'], 'en\n'],
    ['nothing that came', [], 'Fin\n'],
  ])('is not seen in %s', (_, sent, shown) => {
    expect(notes(sent, shown)).toEqual([]);
  });
});
