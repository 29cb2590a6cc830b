/** What the command line itself says, in both languages; reports have their own words. */
import type { Lang } from '../report/messages/words.ts';

type CliWords = {
  readonly demonstration: string;
  readonly notStarted: (programs: string) => string;
  readonly nothingStarted: (path: string) => string;
  readonly nothingFound: (about: {
    readonly path: string;
    /** Some of the sources that were there, and how many more there were. */
    readonly found: readonly string[];
    readonly others: number;
    readonly endings: readonly string[];
    /** A line for each exercise. */
    readonly names: readonly string[];
    /** Says which program a source is; null where there is none. */
    readonly command: string | null;
  }) => string;
  readonly noProgram: (path: string, endings: readonly string[]) => string;
  readonly noSuchPath: (path: string) => string;
  readonly notReadable: (path: string) => string;
  readonly noSuchExercise: (id: string, known: readonly string[]) => string;
  readonly severalExercises: (file: string, commands: readonly string[]) => string;
  readonly noSuchLab: (id: string, known: readonly string[]) => string;
  readonly labWithBroken: (id: string, exercises: readonly string[]) => string;
  readonly labAlone: string;
  /** `known` is empty where several exercises have checks. */
  readonly noSuchCheck: (id: string, nearest: string | undefined, known: readonly string[]) => string;
  readonly programNeedsExercise: string;
  readonly programNeedsPath: string;
  readonly noSuchSpecimen: (names: readonly string[]) => string;
  readonly noPythonToMeasure: string;
  readonly onlyOfClass: (option: string) => string;
  readonly notWritable: (file: string, reason: string) => string;
  readonly isolationUnavailable: (isolation: string, reason: string) => string;
  readonly weakerIsolation: (reason: string) => string;
  readonly interrupted: string;
  readonly ownFault: string;
  readonly written: (file: string) => string;
  readonly brokenExercises: string;
  readonly generated: (files: readonly string[]) => string;
  readonly nameWithoutLetters: string;
  readonly notAFolder: (path: string) => string;
  readonly nothingToPack: (path: string) => string;
  readonly notOurArchive: (file: string) => string;
  readonly packed: (file: string, files: readonly string[]) => string;
  /** `command` grades what was packed again. */
  readonly packedIncomplete: (command: string) => string;
  readonly packedWithoutReport: (report: string) => string;
};

const es: CliWords = {
  demonstration:
    'Todavía no has empezado ningún programa en exercises/. Como demostración, esta es la calificación de la solución de referencia:',
  notStarted: (programs) => `Sin empezar, y por eso sin calificar: ${programs}.`,
  nothingStarted: (path) =>
    `En ${path} todavía no hay nada empezado: los archivos están como se entregaron. Escribe tu programa en ellos y vuelve a calificar.`,
  nothingFound: ({ path, found, others, endings, names, command }) =>
    [
      `En ${path} no hay ningún programa de los ejercicios.`,
      found.length === 0
        ? `Tampoco hay ningún archivo de código (${endings.join(', ')}). Si tus programas están en otra carpeta, indica esa.`
        : `Estos archivos de código no parecen ser ninguno de ellos: ${found.join(', ')}${others === 0 ? '' : ` y ${others} más`}.`,
      'Guarda cada programa con el nombre que tiene en su ejercicio (en español también sirve, como servidor_tcp.py):',
      ...names.map((line) => `  ${line}`),
      ...(command === null ? [] : ['O di qué programa es cada archivo:', `  ${command}`]),
    ].join('\n'),
  noProgram: (path, endings) => `${path} no es un programa: se aceptan archivos que terminan en ${endings.join(', ')}.`,
  noSuchPath: (path) => `No existe ${path}. Revisa el nombre y la carpeta desde la que ejecutas el comando.`,
  notReadable: (path) => `No hay permiso para leer ${path}.`,
  noSuchExercise: (id, known) => `No hay un ejercicio llamado ${id}. Los que hay: ${known.join(', ')}.`,
  severalExercises: (file, commands) =>
    [
      `${file} podría ser de varios ejercicios. Usa el comando del tuyo:`,
      ...commands.map((command) => `  ${command}`),
    ].join('\n'),
  noSuchLab: (id, known) => `No hay una práctica llamada ${id}. Las que hay: ${known.join(', ')}.`,
  labWithBroken: (id, exercises) =>
    `La práctica ${id} no se puede usar hasta que se corrijan los errores de ${exercises.join(', ')}.`,
  labAlone: '--lab ya dice qué ejercicios se califican: no se combina con --exercise, --program ni --check.',
  noSuchCheck: (id, nearest, known) => {
    const none = `No hay una comprobación llamada ${id}.`;
    if (nearest !== undefined) return `${none} ¿Quisiste decir ${nearest}?`;
    if (known.length > 0) return `${none} Las de este ejercicio: ${known.join(', ')}.`;
    return `${none} Para ver las de un ejercicio, agrega su nombre, por ejemplo: npm run grade -- --exercise tcp-echo --check ${id}`;
  },
  programNeedsExercise: '--program necesita saber de qué ejercicio es el archivo: agrega --exercise ID.',
  programNeedsPath: '--program necesita saber de qué carpeta es el archivo: npm run grade -- CARPETA --program ...',
  noSuchSpecimen: (names) => `Ningún ejercicio tiene un programa de prueba llamado ${names.join(' o ')}.`,
  noPythonToMeasure: 'No se puede medir: esta máquina no tiene Python, y lo que se mide son programas de Python.',
  onlyOfClass: (option) => `${option} es de un curso: agrega --class y de cuántas entregas, p. ej. --class 30.`,
  notWritable: (file, reason) => `No se puede guardar el resultado en ${file}: ${reason}`,
  isolationUnavailable: (isolation, reason) =>
    `El aislamiento «${isolation}» no funciona en esta máquina: ${reason}\nNecesita Linux con espacios de nombres de usuario, util-linux${isolation === 'sandbox' ? ', iproute2 y bubblewrap' : ' e iproute2'}. npm run doctor dice qué falta aquí y cómo obtenerlo; sin eso, queda --isolation bare.`,
  weakerIsolation: (reason) => `Los programas se ejecutan sin una red propia, porque aquí no funciona: ${reason}`,
  interrupted: 'Interrumpido. Se detuvo todo lo que se había iniciado.',
  ownFault: 'El calificador falló; no es culpa del programa calificado. Por favor reporta este error:',
  written: (file) => `Resultado guardado en ${file}`,
  brokenExercises: 'Estos ejercicios tienen errores y no se toman en cuenta:',
  generated: (files) =>
    files.length === 0
      ? 'Los ejercicios no tienen errores y todo está al día.'
      : `Los ejercicios no tienen errores. Se escribió: ${files.join(', ')}.`,
  nameWithoutLetters: 'Escribe tu nombre, con letras: --name "Ana Pérez"',
  notAFolder: (path) => `${path} no es una carpeta: indica la carpeta de tu práctica.`,
  nothingToPack: (path) =>
    `En ${path} no hay nada que entregar todavía: ni programas ni reporte. Los archivos que están como se entregaron no cuentan.`,
  notOurArchive: (file) =>
    `Ya existe ${file} y no lo hizo este comando, o se cambió después. Muévelo, o agrega --force para reemplazarlo.`,
  packed: (file, files) => [`${file} contiene:`, ...files.map((one) => `  ${one}`)].join('\n'),
  packedIncomplete: (command) =>
    `Todavía faltan puntos. Puedes entregarlo así, o corregir y empaquetar otra vez. Para ver qué falta: ${command}`,
  packedWithoutReport: (report) => `Va sin reporte: no hay ningún archivo ${report}.`,
};

const en: CliWords = {
  demonstration:
    'No program has been started under exercises/ yet. As a demonstration, this is how the reference solution is graded:',
  notStarted: (programs) => `Not started, and so not graded: ${programs}.`,
  nothingStarted: (path) =>
    `Nothing has been started in ${path} yet: the files are as they were handed out. Write your program in them and grade again.`,
  nothingFound: ({ path, found, others, endings, names, command }) =>
    [
      `There is no program of any exercise in ${path}.`,
      found.length === 0
        ? `There is no source file either (${endings.join(', ')}). If your programs are in another folder, give that one.`
        : `These source files do not look like any of them: ${found.join(', ')}${others === 0 ? '' : ` and ${others} more`}.`,
      'Save every program under the name it has in its exercise (names in Spanish will do, too, like servidor_tcp.py):',
      ...names.map((line) => `  ${line}`),
      ...(command === null ? [] : ['Or say which program each file is:', `  ${command}`]),
    ].join('\n'),
  noProgram: (path, endings) => `${path} is no program: files that end in ${endings.join(', ')} are accepted.`,
  noSuchPath: (path) => `${path} does not exist. Check its name and the folder you run the command from.`,
  notReadable: (path) => `There is no permission to read ${path}.`,
  noSuchExercise: (id, known) => `There is no exercise called ${id}. There are: ${known.join(', ')}.`,
  severalExercises: (file, commands) =>
    [
      `${file} could be of several exercises. Use the command of yours:`,
      ...commands.map((command) => `  ${command}`),
    ].join('\n'),
  noSuchLab: (id, known) => `There is no lab called ${id}. There are: ${known.join(', ')}.`,
  labWithBroken: (id, exercises) =>
    `The lab ${id} cannot be used until the errors of ${exercises.join(', ')} are corrected.`,
  labAlone: '--lab says which exercises are graded: it does not go with --exercise, --program or --check.',
  noSuchCheck: (id, nearest, known) => {
    const none = `There is no check called ${id}.`;
    if (nearest !== undefined) return `${none} Did you mean ${nearest}?`;
    if (known.length > 0) return `${none} Those of this exercise: ${known.join(', ')}.`;
    return `${none} To see those of an exercise, add its name, for example: npm run grade -- --exercise tcp-echo --check ${id}`;
  },
  programNeedsExercise: '--program needs to know which exercise the file belongs to: add --exercise ID.',
  programNeedsPath: '--program needs to know which folder the file belongs to: npm run grade -- FOLDER --program ...',
  noSuchSpecimen: (names) => `No exercise has a specimen called ${names.join(' or ')}.`,
  noPythonToMeasure:
    'Nothing can be measured: this machine has no Python, and programs in Python are what is measured.',
  onlyOfClass: (option) => `${option} is about a class: add --class and of how many submissions, e.g. --class 30.`,
  notWritable: (file, reason) => `The result cannot be written to ${file}: ${reason}`,
  isolationUnavailable: (isolation, reason) =>
    `Isolation "${isolation}" does not work on this machine: ${reason}\nIt needs Linux with user namespaces, util-linux${isolation === 'sandbox' ? ', iproute2 and bubblewrap' : ' and iproute2'}. npm run doctor tells what is missing here and how to get it; without it, there is --isolation bare.`,
  weakerIsolation: (reason) => `Programs run without a network of their own, which does not work here: ${reason}`,
  interrupted: 'Interrupted. Everything that had been started is stopped.',
  ownFault: 'The grader failed; the graded program is not to blame. Please report this error:',
  written: (file) => `Result written to ${file}`,
  brokenExercises: 'These exercises have errors and are left out:',
  generated: (files) =>
    files.length === 0
      ? 'The exercises have no errors, and everything is up to date.'
      : `The exercises have no errors. Written: ${files.join(', ')}.`,
  nameWithoutLetters: 'Write your name, in letters: --name "Ana Pérez"',
  notAFolder: (path) => `${path} is no folder: say which folder your work is in.`,
  nothingToPack: (path) =>
    `There is nothing to hand in in ${path} yet: neither programs nor a report. Files that are as they were handed out do not count.`,
  notOurArchive: (file) =>
    `There is a ${file} already, and this command did not make it, or it was changed since. Move it, or add --force to replace it.`,
  packed: (file, files) => [`${file} holds:`, ...files.map((one) => `  ${one}`)].join('\n'),
  packedIncomplete: (command) =>
    `Points are still missing. You can hand it in as it is, or correct it and pack again. To see what is missing: ${command}`,
  packedWithoutReport: (report) => `It goes without a report: there is no file ${report}.`,
};

export function cliWords(lang: Lang): CliWords {
  return lang === 'es' ? es : en;
}
