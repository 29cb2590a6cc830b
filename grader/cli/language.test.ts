import { describe, expect, test } from 'vitest';
import { languageOf } from './language.ts';

describe('the language of the user', () => {
  test.each([
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en' }, 'en'],
    [{ LANG: 'EN_GB' }, 'en'],
    [{ LANG: 'es_MX.UTF-8' }, 'es'],
    [{ LANG: 'fr_FR.UTF-8' }, 'es'],
    [{ LANG: 'C.UTF-8' }, 'es'],
    [{ LANG: 'enya' }, 'es'],
    [{}, 'es'],
    [{ LANG: '' }, 'es'],
    [{ LC_ALL: 'en_US.UTF-8', LANG: 'es_MX.UTF-8' }, 'en'],
    [{ LC_MESSAGES: 'en_US.UTF-8', LANG: 'es_MX.UTF-8' }, 'en'],
    [{ LC_ALL: 'es_MX.UTF-8', LC_MESSAGES: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }, 'es'],
    [{ LC_ALL: '', LANG: 'en_US.UTF-8' }, 'en'],
  ])('is told by the locale: %j', (env, lang) => {
    expect(languageOf(undefined, env)).toBe(lang);
  });

  test('is the one that is asked for, whatever the locale', () => {
    expect(languageOf('es', { LANG: 'en_US.UTF-8' })).toBe('es');
    expect(languageOf('en', { LANG: 'es_MX.UTF-8' })).toBe('en');
  });

  test('is that of the locale when one is asked for that there is not', () => {
    expect(languageOf('fr', { LANG: 'en_US.UTF-8' })).toBe('en');
  });
});
