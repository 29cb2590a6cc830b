/**
 * Names of students as Moodle has them in the names of files: without `_` and `/`, for which it writes a blank. One has its
 * accent as a character of its own.
 */

const first = 'Ana,Íñigo,María José,Zoë,Łukasz,Åsa,Núria,François,Jürgen,Óscar,Çağla,Đorđe,Jose\u0301'.split(',');
const last = "Pérez,Núñez,Muñoz Ávila,Güell,O'Connor,Dvořák,Ibáñez,de la Peña,Østergård,Ñíguez,Saint-Exupéry".split(
  ',',
);

export function usualNames(): string[] {
  return first.flatMap((one) => last.map((other) => `${one} ${other}`));
}

/** Each would do something in a terminal, a page, a spreadsheet, a log of GitHub Actions or a file system. */
export const hostileNames: readonly string[] = [
  '=HYPERLINK("http:127.0.0.1","Ana")',
  '<img src=x onerror=soak()>',
  '::error::Ana',
  '@SUM(1+1)*cmd',
  '-2+3',
  'Ana\u202Ezerep',
  '${7*7} `id` $(id) %0A::error::Ana',
  'CON',
  '##[error]Ana',
  "'; DROP TABLE students; --",
];
