import type { Lang } from '../report/messages/words.ts';

/** The language of the user: as asked for, else of the locale; Spanish where the locale says nothing. */
export function languageOf(asked: string | undefined, env: NodeJS.ProcessEnv): Lang {
  if (asked === 'es' || asked === 'en') return asked;
  const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  const locale = set ?? systemLocale();
  return /^en\b|^en_/i.test(locale) ? 'en' : 'es';
}

/** Windows keeps the language elsewhere than in the environment. */
function systemLocale(): string {
  return process.platform === 'win32' ? Intl.DateTimeFormat().resolvedOptions().locale : '';
}
