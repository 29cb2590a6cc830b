/** Dates as Brightspace writes them into names of folders, where `:` cannot stand. */

/** First letters of the months, in English and where Spanish differs. */
const months = ['jan ene', 'feb', 'mar', 'apr abr', 'may', 'jun', 'jul', 'aug ago', 'sep', 'oct', 'nov', 'dec dic'];

const yearAndTime = /(?<year>\d{4})\D*(?:(?<hour>\d{1,2})[ .:]?(?<minute>\d{2})\D*)?$/;

/**
 * `Oct 10, 2025 1022 AM`, `10 octubre 2025 10 22 a. m.` as `2025-10-10T10:22`, which sorts as time goes; what cannot be
 * read stays as it is.
 */
export function brightspaceTime(when: string): string {
  const found = yearAndTime.exec(when);
  const before = when.slice(0, found?.index ?? 0);
  const day = /\d{1,2}/.exec(before)?.[0];
  const month = monthIn(before);
  if (found?.groups === undefined || day === undefined || month === 0) return when;
  const { year, hour = '0', minute = '00' } = found.groups;
  return `${year}-${two(month)}-${two(Number(day))}T${two(hourOf(Number(hour), when))}:${minute}`;
}

/** 1 to 12; 0 for none. */
function monthIn(text: string): number {
  const letters = /\p{L}{3}/u.exec(text)?.[0].toLowerCase();
  return letters === undefined ? 0 : months.findIndex((names) => names.split(' ').includes(letters)) + 1;
}

/** Of 24, whatever half of the day is written after it. */
function hourOf(hour: number, when: string): number {
  const half = /(?<letter>[ap])\.?\s?m\b/i.exec(when)?.groups?.['letter'];
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
