/** Why an archive is not unpacked, in Spanish. */
import { showText } from '../../bytes-text.ts';
import type { ArchiveWords, FormatNames } from '../archive-words.ts';
import { mebibytes } from '../telling.ts';
import { number } from './phrases.ts';

const again = 'Vuelve a crear el ZIP';

const formats: FormatNames = {
  rar: 'un archivo RAR',
  '7z': 'un archivo 7z',
  gzip: 'un archivo gzip sin un tar dentro',
  bzip2: 'un archivo bzip2',
  xz: 'un archivo xz',
  exe: 'un programa (.exe)',
  pdf: 'un PDF',
  unknown: 'otra cosa',
};

export const archive: ArchiveWords = {
  EMPTY_FILE: () => `El archivo está vacío: quizá no se terminó de copiar o de subir. ${again} y entrégalo otra vez.`,
  NOT_A_ZIP: ({ format }) =>
    `No es un archivo ZIP, es ${formats[format]}, se llame como se llame. Comprime tu carpeta en formato ZIP.`,
  TRUNCATED: () =>
    `El archivo está incompleto: le falta el final, quizá porque no se terminó de descargar o de subir. Entrégalo otra vez.`,
  DAMAGED: ({ path }) =>
    `El archivo está dañado${path === null ? '' : `: no se puede leer ${showText(path)}`}. ${again} y entrégalo otra vez.`,
  ENCRYPTED: () => `El archivo pide una contraseña. ${again} sin contraseña.`,
  SPLIT: () => `El archivo es solo una de las partes de un ZIP dividido. ${again} en una sola parte.`,
  UNSUPPORTED_COMPRESSION: ({ path }) =>
    `${showText(path)} está comprimido con un método que no es el usual. ${again} con las opciones normales de tu sistema.`,
  NO_FILES: () => 'Lo entregado no contiene ningún archivo. Entrega otra vez tu carpeta, o un ZIP con ella dentro.',
  TOO_MANY_ENTRIES: ({ limit, folder }) =>
    folder === null
      ? `El ZIP contiene más de ${limit} archivos. Deja solo tus programas y tu reporte, y ${lower(again)}.`
      : `El ZIP contiene más de ${limit} archivos, casi todos en ${showText(folder)}, que se genera solo y no se entrega. Quita esa carpeta y ${lower(again)}.`,
  TOO_LARGE: ({ limitBytes }) =>
    `El archivo es demasiado grande: se aceptan hasta ${mebibytes(limitBytes)} en total. Deja solo tus programas, tu reporte y sus imágenes, y ${lower(again)}.`,
  FILE_TOO_LARGE: ({ path, limitBytes }) =>
    `${showText(path)} es demasiado grande: se aceptan archivos de hasta ${mebibytes(limitBytes)}. Quítalo o redúcelo, y ${lower(again)}.`,
  TOO_DENSE: ({ path }) =>
    path === null
      ? `El archivo contiene una cantidad enorme de datos repetidos. Deja solo tus programas y tu reporte, y ${lower(again)}.`
      : `${showText(path)} contiene una cantidad enorme de datos repetidos. Quítalo y ${lower(again)}.`,
  TOO_DEEP: ({ path, limit }) =>
    `${showText(path)} está dentro de demasiadas carpetas: se aceptan hasta ${number(limit, 'nivel', 'niveles')}. ${again} con menos carpetas.`,
  PATH_TOO_LONG: ({ path, limitBytes }) =>
    `El nombre ${showText(path)} es demasiado largo: se aceptan hasta ${limitBytes} bytes con sus carpetas. Acórtalo y ${lower(again)}.`,
  NO_PLAIN_FILE: ({ path }) =>
    `${showText(path)} es un enlace o un archivo especial. Cámbialo por el archivo mismo y ${lower(again)}.`,
  PATH_OUTSIDE: ({ path }) => `El nombre ${showText(path)} lleva a otra carpeta. ${again} a partir de tu carpeta.`,
  RESERVED_NAME: ({ path }) =>
    `${showText(path)} tiene un nombre que Windows reserva (con, nul, aux...). Cámbialo y ${lower(again)}.`,
  UNPRINTABLE_NAME: ({ path }) =>
    `El nombre ${showText(path)} contiene caracteres que no se pueden mostrar. Cámbialo y ${lower(again)}.`,
  SAME_NAME: ({ path, other }) =>
    path === other
      ? `${showText(path)} está dos veces en el ZIP. Deja uno y ${lower(again)}.`
      : `${showText(path)} y ${showText(other)} son el mismo nombre en algunos sistemas. Cambia uno y ${lower(again)}.`,
};

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
