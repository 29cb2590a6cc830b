/** What `grade:batch` says, in both languages. Names of students and files are shown (`showText`) before they come here. */
import type { HeaderKey } from '../../batch/header.ts';
import type { Purpose } from '../../batch/no-room.ts';
import type { Lang } from '../../report/messages/words.ts';

/** What was asked for instead of a sandbox; `none`: nothing was, and a sandbox cannot be had. */
type Uncontained = 'network' | 'bare' | 'none';

type BatchWords = {
  readonly nothingGiven: string;
  readonly whatIsGraded: string;
  readonly whereTo: string;
  readonly nothingHandedIn: (paths: string) => string;
  readonly notContained: (isolation: Uncontained, why: string | undefined) => string;
  readonly begun: (folder: string) => string;
  readonly foreign: (folder: string) => string;
  readonly outWithin: (folder: string, submissions: string) => string;
  readonly nothingToResume: (folder: string) => string;
  readonly inUse: (folder: string, pid: number, host: string, file: string) => string;
  readonly otherBatch: (file: string, what: readonly string[]) => string;
  readonly differing: Readonly<Record<HeaderKey, (written: string, now: string) => string>>;
  readonly damaged: (file: string, line: number) => string;
  readonly interrupted: string;
  readonly noRoom: Readonly<Record<Purpose, (path: string) => string>>;
  readonly resumed: (kept: number, total: number) => string;
  readonly written: (folder: string, files: readonly string[]) => string;
  readonly perSecond: (count: string) => string;
  readonly perMinute: (count: string) => string;
  readonly left: (duration: string) => string;
  readonly someIncomplete: (count: number) => string;
};

const es: BatchWords = {
  nothingGiven:
    'Indica dónde están las entregas: la carpeta o el .zip que descargaste de la plataforma, o los archivos de cada estudiante.',
  whatIsGraded:
    'Indica qué se califica con una de las dos opciones: --lab ID para una práctica, o --exercise ID para un solo ejercicio.',
  nothingHandedIn: (paths) => `No hay ninguna entrega en ${paths}.`,
  whereTo: 'Indica dónde guardar los resultados: --out CARPETA',
  notContained: (isolation, why) =>
    [
      `No se calificó nada: ${isolation === 'none' ? 'aquí' : `con --isolation ${isolation}`} los programas de las entregas no quedarían encerrados.`,
      isolation === 'network'
        ? 'Tendrían una red propia, pero correrían con tus permisos: podrían leer y cambiar tus archivos, las entregas de los demás y los resultados.'
        : 'Correrían con tus permisos: podrían leer y cambiar tus archivos, las entregas de los demás y los resultados, y quizá conectarse a otras máquinas.',
      ...(why === undefined ? [] : [`El aislamiento que los encierra no funciona aquí: ${why}`]),
      'Para encerrarlos hace falta Linux con bubblewrap: npm run doctor dice qué falta en esta máquina y cómo instalarlo.',
      'Si conoces el código de todas las entregas y confías en él, agrega --trust-submissions.',
    ].join('\n'),
  begun: (folder) =>
    `En ${folder} ya hay resultados. Para terminar lo que quedó pendiente, agrega --resume; para calificar desde el principio, indica otra carpeta con --out.`,
  outWithin: (folder, submissions) =>
    `${folder} está dentro de ${submissions}, y los resultados se tomarían por una entrega. Indica con --out una carpeta que esté fuera.`,
  foreign: (folder) =>
    `${folder} no está vacía, y lo que contiene no son resultados. Indica con --out una carpeta nueva o vacía.`,
  nothingToResume: (folder) =>
    `En ${folder} no hay resultados con los que continuar. Revisa la carpeta de --out, o quita --resume para empezar.`,
  inUse: (folder, pid, host, file) =>
    `Otro proceso (${pid}, en ${host}) está calificando en ${folder}. Espera a que termine, o indica otra carpeta con --out. Si sabes que ya no existe, borra ${file}.`,
  otherBatch: (file, what) =>
    [
      `No se puede continuar con ${file}: lo que contiene no se calificó igual que lo que pides ahora.`,
      ...what.map((one) => `  ${one}`),
      'Repite el comando como era, o califica en otra carpeta con --out.',
    ].join('\n'),
  differing: {
    lab: (written, now) => `La práctica era ${written}, y ahora es ${now}.`,
    socklab: (written, now) => `La versión de socklab era ${written}, y ahora es ${now}.`,
    checks: () => 'La práctica o sus comprobaciones cambiaron desde entonces.',
    submissions: (written, now) => `Número de entregas entonces: ${written}; ahora: ${now}.`,
    handedIn: () => 'Las entregas no son las mismas.',
    isolation: (written, now) => `El aislamiento era «${written}», y ahora es «${now}».`,
    kernelEvidence: () => 'Los datos que muestra el kernel se usaban entonces y ahora no, o al revés.',
  },
  damaged: (file, line) =>
    `La línea ${line} de ${file} está dañada, así que no se puede continuar con ese archivo. Recupera una copia, o califica en otra carpeta con --out.`,
  interrupted:
    'Interrumpido. Se detuvo todo lo que se había iniciado, y los resultados que ya estaban se conservan: para continuar, repite el comando con --resume.',
  noRoom: {
    results: (path) =>
      `No hay espacio en el disco para guardar ${path}. Los resultados que ya estaban se conservan: libera espacio en ese disco y repite el comando con --resume.`,
    temporary: (path) =>
      `No hay espacio en el disco para lo que se necesita mientras se califica, en ${path}. Los resultados que ya estaban se conservan: libera espacio en ese disco, o indica una carpeta de otro con la variable TMPDIR, y repite el comando con --resume.`,
  },
  resumed: (kept, total) => `Se continúa: ya había ${kept} de ${total}.`,
  written: (folder, files) => `En ${folder}: ${files.join(', ')}`,
  perSecond: (count) => `${count} por segundo`,
  perMinute: (count) => `${count} por minuto`,
  left: (duration) => `faltan ${duration}`,
  someIncomplete: (count) =>
    count === 1
      ? 'Una calificación quedó incompleta por causas que no son del estudiante: revísala antes de publicarla.'
      : `${count} calificaciones quedaron incompletas por causas que no son del estudiante: revísalas antes de publicarlas.`,
};

const en: BatchWords = {
  nothingGiven:
    'Say where the submissions are: the folder or .zip you downloaded from the platform, or the files of each student.',
  whatIsGraded:
    'Say what is graded with one of the two options: --lab ID for a lab, or --exercise ID for a single exercise.',
  nothingHandedIn: (paths) => `Nothing is handed in in ${paths}.`,
  whereTo: 'Say where the results go: --out FOLDER',
  notContained: (isolation, why) =>
    [
      `Nothing was graded: ${isolation === 'none' ? 'here' : `with --isolation ${isolation}`} the programs that were handed in would not be contained.`,
      isolation === 'network'
        ? 'They would have a network of their own, but run with your permissions: they could read and change your files, the work of others and the results.'
        : 'They would run with your permissions: they could read and change your files, the work of others and the results, and maybe connect to other machines.',
      ...(why === undefined ? [] : [`The isolation that contains them does not work here: ${why}`]),
      'To contain them takes Linux with bubblewrap: npm run doctor tells what this machine lacks and how to install it.',
      'If you know all the code that was handed in and trust it, add --trust-submissions.',
    ].join('\n'),
  begun: (folder) =>
    `There are results in ${folder} already. To finish what was left, add --resume; to grade from the beginning, give another folder with --out.`,
  outWithin: (folder, submissions) =>
    `${folder} is inside of ${submissions}, where the results would be taken for a submission. Give a folder outside of it with --out.`,
  foreign: (folder) => `${folder} is not empty, and holds no results. Give a new or an empty folder with --out.`,
  nothingToResume: (folder) =>
    `There are no results to go on with in ${folder}. Check the folder of --out, or leave --resume out to begin.`,
  inUse: (folder, pid, host, file) =>
    `Another process (${pid}, on ${host}) is grading into ${folder}. Wait for it, or give another folder with --out. If you know that it is gone, delete ${file}.`,
  otherBatch: (file, what) =>
    [
      `${file} cannot be gone on with: what is in it was not graded the way you ask for now.`,
      ...what.map((one) => `  ${one}`),
      'Repeat the command as it was, or grade into another folder with --out.',
    ].join('\n'),
  differing: {
    lab: (written, now) => `The lab was ${written}, and now is ${now}.`,
    socklab: (written, now) => `The version of socklab was ${written}, and now is ${now}.`,
    checks: () => 'The lab or its checks have changed since.',
    submissions: (written, now) => `Number of submissions then: ${written}; now: ${now}.`,
    handedIn: () => 'The submissions are not the same.',
    isolation: (written, now) => `The isolation was "${written}", and now is "${now}".`,
    kernelEvidence: () => 'The facts that the kernel shows were used then and are not now, or the other way round.',
  },
  damaged: (file, line) =>
    `Line ${line} of ${file} is damaged, so that file cannot be gone on with. Bring a copy back, or grade into another folder with --out.`,
  interrupted:
    'Interrupted. Everything that had been started is stopped, and the results so far are kept: to go on, repeat the command with --resume.',
  noRoom: {
    results: (path) =>
      `There is no room on the disk for ${path}. The results so far are kept: make room on that disk, and repeat the command with --resume.`,
    temporary: (path) =>
      `There is no room on the disk for what is needed while grading, in ${path}. The results so far are kept: make room on that disk, or give a folder on another with the variable TMPDIR, and repeat the command with --resume.`,
  },
  resumed: (kept, total) => `Going on: ${kept} of ${total} had been graded.`,
  written: (folder, files) => `In ${folder}: ${files.join(', ')}`,
  perSecond: (count) => `${count} per second`,
  perMinute: (count) => `${count} per minute`,
  left: (duration) => `${duration} left`,
  someIncomplete: (count) =>
    count === 1
      ? "One grade is incomplete for reasons that are not the student's: look at it before you publish it."
      : `${count} grades are incomplete for reasons that are not the student's: look at them before you publish them.`,
};

export function batchWords(lang: Lang): BatchWords {
  return lang === 'es' ? es : en;
}
