/** Why a file cannot be opened, in plain words; a reason that is not known here stays as the system says it. */
import { codeOf, reasonOf } from '../model/error-words.ts';
import type { Lang } from '../report/messages/words.ts';

const words: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  ENOENT: { es: 'esa carpeta no existe', en: 'there is no such folder' },
  ENOTDIR: { es: 'una parte de la ruta no es una carpeta', en: 'a part of the path is no folder' },
  EISDIR: { es: 'es una carpeta', en: 'it is a folder' },
  EACCES: { es: 'no hay permiso', en: 'permission denied' },
  EPERM: { es: 'no hay permiso', en: 'permission denied' },
  EROFS: { es: 'el disco es de solo lectura', en: 'the disk is read-only' },
  ENOSPC: { es: 'el disco está lleno', en: 'the disk is full' },
};

export function whyNotWritable(error: unknown, lang: Lang): string {
  return words[codeOf(error)]?.[lang] ?? reasonOf(error);
}
