/** Words for who handed in what, in both languages. */
import type { Preset, WhyLeftOut } from '../../model/handed-in.ts';
import type { Lang } from './words.ts';

export type HandInsWords = {
  /** How many there are, and by what naming they were told apart. */
  readonly count: (handIns: number, preset: Preset) => string;
  /** Of the columns: what the results are called, the student, what the platform calls them, what was handed in. */
  readonly columns: readonly [string, string, string, string];
  readonly late: string;
  readonly earlier: string;
  readonly leftOutTitle: string;
  readonly leftOut: Readonly<Record<WhyLeftOut, string>>;
};

const platforms = {
  moodle: 'Moodle',
  canvas: 'Canvas',
  brightspace: 'Brightspace',
  blackboard: 'Blackboard',
  teams: 'Teams',
} as const;

const es: HandInsWords = {
  count: (handIns, preset) => {
    const count = handIns === 0 ? 'Ninguna entrega' : handIns === 1 ? '1 entrega' : `${handIns} entregas`;
    if (preset === 'names') return `${count}, según --names.`;
    return preset === 'plain'
      ? `${count}, según el nombre de cada carpeta o archivo.`
      : `${count}, según los nombres que pone ${platforms[preset]}.`;
  },
  columns: ['Clave', 'Estudiante', 'Id', 'Entrega'],
  late: 'tarde',
  earlier: 'antes, no cuenta',
  leftOutTitle: 'No se califica:',
  leftOut: {
    'online-text': 'texto escrito en la plataforma, no un archivo',
    receipt: 'lo agrega la plataforma',
    'no-submission': 'no es una carpeta, ni un archivo comprimido, ni un programa',
    'no-match': 'su nombre no corresponde a --names',
    'no-plain-file': 'es un enlace o un archivo especial',
    'path-outside': 'su nombre lleva fuera de la carpeta',
  },
};

const en: HandInsWords = {
  count: (handIns, preset) => {
    const count = handIns === 0 ? 'No submissions' : handIns === 1 ? '1 submission' : `${handIns} submissions`;
    if (preset === 'names') return `${count}, told apart by --names.`;
    return preset === 'plain'
      ? `${count}, told apart by the names of folders and files.`
      : `${count}, told apart by the names ${platforms[preset]} gives.`;
  },
  columns: ['Key', 'Student', 'Id', 'Submission'],
  late: 'late',
  earlier: 'earlier, does not count',
  leftOutTitle: 'Not graded:',
  leftOut: {
    'online-text': 'text written on the platform, not a file',
    receipt: 'added by the platform',
    'no-submission': 'neither a folder nor an archive nor a program',
    'no-match': 'its name does not fit --names',
    'no-plain-file': 'a link or a special file',
    'path-outside': 'its name leads out of the folder',
  },
};

export function handInsWords(lang: Lang): HandInsWords {
  return lang === 'es' ? es : en;
}
