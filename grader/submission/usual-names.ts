/** Of the names a program may have, those worth telling: the preferred one, and what it is called in Spanish. */
export function usualNames([preferred, ...others]: readonly string[]): string[] {
  const inSpanish = others.filter((name) => /servi(?:dor|cio)|cliente/.test(name));
  return [...(preferred === undefined ? [] : [preferred]), ...inSpanish.slice(0, mostInSpanish)];
}

const mostInSpanish = 2;
