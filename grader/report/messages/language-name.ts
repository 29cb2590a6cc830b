/** Names of programming languages; the same in every language of the reports. */

const languageNames: Readonly<Record<string, string>> = {
  python: 'Python',
  typescript: 'TypeScript',
  javascript: 'JavaScript',
  c: 'C',
};

/** `Python`, or `Python + C` for programs in several languages; an unknown name stays as it is. */
export function languageName(language: string): string {
  return language
    .split('+')
    .map((one) => languageNames[one] ?? one)
    .join(' + ');
}
