/** The page of a student, in Spanish. */
import type { PageWords } from '../page-words.ts';
import { number } from './phrases.ts';

export const page: PageWords = {
  handedIn: 'Entregaste',
  late: 'con retraso',
  earlierAttempts: (count) =>
    `También hiciste ${number(count, 'entrega anterior', 'entregas anteriores')}: solo cuenta la última.`,
  parts: 'Cuánto vale cada parte',
  columns: ['Parte', 'Qué entregaste', 'Puntos'],
  ungradable: 'No se pudo calificar tu entrega',
  graderError: 'Tu entrega todavía no está calificada',
  graderErrorMeans:
    'Falló el calificador: no es culpa tuya y no tienes que hacer nada. Tu profesor ya lo sabe y la volverá a calificar.',
};
