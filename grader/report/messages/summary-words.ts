/** Words that only the summary of a job has; the rest are those of every report. */
import type { Lang } from './words.ts';

export type SummaryWords = {
  readonly exercise: string;
  readonly program: string;
  readonly check: string;
  readonly result: string;
  readonly points: string;
  /** So many parts are not in the summary, because there is no room for them. */
  readonly leftOut: (parts: number) => string;
};

const es: SummaryWords = {
  exercise: 'Ejercicio',
  program: 'Programa',
  check: 'Comprobación',
  result: 'Resultado',
  points: 'Puntos',
  leftOut: (parts) =>
    `${parts === 1 ? 'Otra parte' : `Otras ${parts} partes`} de este resumen no ${parts === 1 ? 'cabe' : 'caben'} aquí. Todo está en los demás informes.`,
};

const en: SummaryWords = {
  exercise: 'Exercise',
  program: 'Program',
  check: 'Check',
  result: 'Result',
  points: 'Points',
  leftOut: (parts) =>
    `There is no room here for ${parts === 1 ? 'one more part' : `${parts} more parts`} of this summary. All of it is in the other reports.`,
};

export function summaryWords(lang: Lang): SummaryWords {
  return lang === 'es' ? es : en;
}
