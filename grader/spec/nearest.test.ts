import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  it.each([
    ['conect', 'connect'],
    ['connetc', 'connect'],
    ['expectclose', 'expectClose'],
    ['half-close', 'halfClose'],
    ['HALF_CLOSE', 'halfClose'],
    ['snd', 'send'],
    ['ned', undefined],
    ['', undefined],
    ['teleport', undefined],
  ])('takes %j for %j', (word, meant) => {
    expect(nearest(word, ['connect', 'expectClose', 'halfClose', 'send'])).toBe(meant);
  });

  it('prefers the closest, and of equally close ones the first', () => {
    expect(nearest('alice', ['alicia', 'alise', 'alize'])).toBe('alise');
  });

  it('has nothing to offer when there are no candidates', () => {
    expect(nearest('alice', [])).toBeUndefined();
  });
});
