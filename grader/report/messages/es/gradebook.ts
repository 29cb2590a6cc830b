/** The lists of a class, in Spanish. */
import { showText } from '../../bytes-text.ts';
import type { GradebookWords } from '../gradebook-words.ts';
import { either, list, number } from './phrases.ts';

export const gradebook: GradebookWords = {
  incomplete: (undecided, graderErrors) =>
    `${list([
      ...(undecided > 0 ? [number(undecided, 'comprobación sin decidir', 'comprobaciones sin decidir')] : []),
      ...(graderErrors > 0 ? [`${number(graderErrors, 'error', 'errores')} del calificador`] : []),
    ])}, que no suman puntos: vuelve a calificar esta entrega.`,
  problems: {
    NOT_UTF8: () =>
      'La hoja no está guardada en UTF-8. Usa el archivo tal como lo descargaste, o guárdalo como «CSV UTF-8».',
    EMPTY: () => 'La hoja está vacía. Descárgala otra vez.',
    UNCLOSED_QUOTE: ({ line }) =>
      `La hoja está dañada: las comillas que se abren en la línea ${line} no se cierran. Descárgala otra vez.`,
    COLUMNS_MISSING: ({ missing, found }) =>
      `En la hoja falta la columna ${list(missing.map((known) => either(known.map(quoted))))}. Sus columnas son: ${names(found)}. Descárgala otra vez, en español o en inglés.`,
    NO_SUCH_COLUMN: ({ wanted, columns }) =>
      `${wanted === null ? 'Ninguna columna del libro de calificaciones se llama como esta práctica' : `El libro de calificaciones no tiene una columna ${quoted(wanted)}`}. Elige una con --canvas-column: ${names(columns)}.`,
    SEVERAL_COLUMNS: ({ wanted, columns }) =>
      `Varias columnas del libro de calificaciones ${wanted === null ? 'podrían ser esta práctica' : `se llaman ${quoted(wanted)}`}. Elige una con --canvas-column y el número que tiene entre paréntesis: ${names(columns)}.`,
  },
  notes: {
    NO_ROW: (_, who) => `${who}: no hay una fila para este estudiante.`,
    AMBIGUOUS: ({ rows }, who) =>
      `${who}: podría ser cualquiera de varias filas, y no se llenó ninguna: ${names(rows)}.`,
    SHARED_ROW: ({ row }, who) => `${who}: la fila ${quoted(row)} también es de otra entrega. Anótala a mano.`,
    NOT_GRADED: ({ state }, who) => `${who}: no se anotó calificación porque ${states[state]}.`,
    EXCUSED: ({ cell }, who) => `${who}: el libro de calificaciones dice ${quoted(cell)}, y así se dejó.`,
    LOCKED: (_, who) => `${who}: la hoja dice que esta calificación ya no se puede cambiar, y así se dejó.`,
    OTHER_NAME: ({ row }, who) =>
      `${who}: la calificación se anotó por el identificador, pero esa fila de la hoja se llama ${quoted(row)}. ¿Es la hoja correcta?`,
    REPLACED: ({ before, after }, who) => `${who}: tenía ${showText(before)} y ahora tiene ${after}.`,
    CAPPED: ({ points, maximum }, who) =>
      `${who}: le corresponden ${points}, pero la plataforma acepta ${maximum} como máximo: se anotó ${maximum}.`,
  },
  feedback: {
    part: (title, points, maxPoints) => `${title}: ${points} de ${maxPoints}.`,
    report: (points) => `Reporte: ${points}.`,
    toBeMarked: (points) =>
      `${points === '1' ? 'Falta 1 punto' : `Faltan ${points} puntos`} por calificar a mano, que esta calificación todavía no incluye.`,
    ungradable: (why) => `No se pudo calificar tu entrega. ${why}`,
  },
};

const states = {
  incomplete: 'la entrega no se calificó completa',
  ungradable: 'la entrega no se puede calificar',
  'grader-error': 'falló el calificador',
} as const;

function quoted(text: string): string {
  return `«${showText(text)}»`;
}

function names(texts: readonly string[]): string {
  return texts.length === 0 ? '(ninguna)' : texts.map(quoted).join(', ');
}
