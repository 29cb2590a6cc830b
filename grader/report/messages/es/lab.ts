/** A lab and its report, in Spanish. */
import { showText } from '../../bytes-text.ts';
import type { LabWords } from '../catalogue.ts';
import { list, number } from './phrases.ts';

export const lab: LabWords = {
  lab: 'Práctica',
  report: 'Reporte',
  notHandedIn: 'no se entregó',
  bonusPart: 'extra',
  sections: {
    HEADING_MISSING: (_, heading) => ({
      what: `No hay un título «${heading}».`,
      tryThis: `Agrégalo como está en la plantilla (## ${heading}) y responde debajo.`,
    }),
    EMPTY: () => ({ what: 'Debajo del título no hay nada.', tryThis: 'Escribe ahí tu respuesta, con tus palabras.' }),
    TEMPLATE_ONLY: () => ({
      what: 'Solo está el texto de la plantilla.',
      tryThis: 'Escribe tu respuesta debajo, con tus palabras. Lo que va dentro de un comentario (<!-- -->) no cuenta.',
    }),
    TOO_SHORT: ({ words, wanted }) => ({
      what:
        words === 0
          ? 'Muestras lo que pasó, pero falta tu respuesta.'
          : `Tu respuesta tiene ${number(words, 'palabra', 'palabras')}, sin contar las de la plantilla; se piden al menos ${wanted}.`,
      tryThis: 'Explica qué viste y por qué pasó.',
    }),
    EVIDENCE_MISSING: () => ({
      what: 'Falta mostrar lo que pasó.',
      tryThis:
        'Pega lo que salió en la terminal dentro de un bloque de código (entre dos líneas de ```), o pon una captura de pantalla: ![captura](evidencia/captura.png).',
    }),
    PICTURE_MISSING: ({ path }) => ({
      what: `La imagen ${showText(path)} no está en lo que entregaste.`,
      tryThis:
        'Guarda el archivo dentro de tu carpeta, por ejemplo en evidencia/, y escribe su ruta a partir de la carpeta del reporte: ![captura](evidencia/captura.png).',
    }),
  },
  reports: {
    REPORT_MISSING: ({ lookedFor, found }, { template }) => ({
      what: `No hay ningún archivo ${lookedFor}.${found.length === 0 ? '' : ` Otros documentos que hay: ${list(found.map(showText))}.`}`,
      tryThis: `Copia la plantilla de la práctica, ${template}, con el nombre ${lookedFor} y complétala. Un reporte en otro formato (Word, PDF) no se puede leer.`,
    }),
    REPORT_UNREADABLE: (_, { file }) => ({
      what: `No hay permiso para leer ${file}.`,
      tryThis: 'Revisa los permisos del archivo.',
    }),
    REPORT_NOT_UTF8: (_, { file }) => ({
      what: `${file} no está guardado en UTF-8 y no se puede leer.`,
      tryThis: 'Ábrelo en tu editor y guárdalo con la codificación UTF-8.',
    }),
    REPORT_TOO_LARGE: ({ limitBytes }, { file }) => ({
      what: `${file} es demasiado grande: se leen hasta ${limitBytes / 1024} KiB.`,
      tryThis: 'Deja solo las líneas de la salida que importan, y pon las imágenes en archivos aparte.',
    }),
  },
  toBeMarked: 'Por calificar a mano: lo que dicen tus respuestas',
  open: (points) => `${points === '1' ? 'falta 1 punto' : `faltan ${points} puntos`} por calificar a mano`,
  nextReport: (file) => `Sigue con el reporte, ${file}.`,
  nextSection: (heading, file) => `Sigue con «${heading}» del reporte (${file}).`,
};
