/** The summary of a class, in Spanish. */
import type { ClassWords } from '../class-words.ts';
import { list, number } from './phrases.ts';

export const classSummary: ClassWords = {
  submissions: (count) => number(count, 'entrega', 'entregas'),
  counts: ({ graded, incomplete, ungradable, graderErrors }) =>
    list([
      number(graded, 'calificada', 'calificadas'),
      ...(incomplete > 0 ? [number(incomplete, 'incompleta', 'incompletas')] : []),
      ...(ungradable > 0 ? [`${ungradable} que no se ${ungradable === 1 ? 'puede' : 'pueden'} calificar`] : []),
      ...(graderErrors > 0 ? [`${graderErrors} en ${graderErrors === 1 ? 'la' : 'las'} que falló el calificador`] : []),
    ]),
  distribution: (maxScore) => `Puntajes, de ${maxScore}`,
  middle: (median, lowest, highest) => `Mediana ${median}, el más bajo ${lowest}, el más alto ${highest}`,
  hardest: 'Lo más difícil (cuántos fallaron)',
  failedBy: (failed, tried) => `${failed} de ${tried}`,
  ungradable: 'No se pueden calificar',
  incomplete: 'No se calificaron completas',
  graderErrors: 'Falló el calificador',
  late: 'Entregadas con retraso',
  toBeMarked: (points, submissions) =>
    `Por calificar a mano: hasta ${points} ${points === '1' ? 'punto' : 'puntos'} en ${number(submissions, 'entrega', 'entregas')}`,
  more: (count) => `... y ${count} más (en grades.csv están todas)`,
};
