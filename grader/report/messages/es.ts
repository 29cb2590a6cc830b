/** The reports' words in Spanish, as spoken in Latin America. */
import type { Catalogue } from './catalogue.ts';
import { causes } from './es/causes.ts';
import { ending } from './es/ending.ts';
import { facts } from './es/facts.ts';
import { files } from './es/files.ts';
import { lab } from './es/lab.ts';
import { list, number } from './es/phrases.ts';
import { lines } from './es/lines.ts';
import { replies } from './es/replies.ts';
import { shown } from './es/shown.ts';
import { starting } from './es/starting.ts';
import { tls } from './es/tls.ts';
import { steps } from './es/steps.ts';

export const es: Catalogue = {
  findings: { ...starting, ...ending, ...replies, ...lines, ...shown, ...files, ...tls },
  steps,
  facts,
  causes,
  verdicts: {
    passed: 'superada',
    failed: 'no superada',
    skipped: 'sin hacer',
    inconclusive: 'sin decidir',
    'grader-error': 'error del calificador',
  },
  lab,
  levels: { basic: 'Lo básico', robust: 'Robustez', bonus: 'Extra' },
  isolation: { sandbox: 'aislamiento completo', network: 'red aislada', bare: 'sin aislamiento' },
  labels: {
    submission: 'Entrega',
    missingFile: 'no está',
    whatWasDone: 'Qué se hizo',
    whatToChange: 'Qué cambiar',
    authorsHint: 'Pista',
    output: 'Lo último que escribió tu programa',
    noOutput: 'Tu programa no escribió nada.',
    omittedOutput: (bytes) => `(${number(bytes, 'byte más que no se guardó', 'bytes más que no se guardaron')})`,
    repeatIt: 'Para repetir solo esta comprobación',
    peersAre: (peers) =>
      peers.length === 1
        ? `(${peers[0]} es la otra parte de la conversación: un programa de prueba)`
        : `(${list(peers)} son la otra parte de la conversación: programas de prueba)`,
    expected: 'debía ser',
    received: 'llegó',
    shouldShow: 'debía mostrar',
    showed: 'mostró',
    atLine: (file, line) => `${file}, línea ${line}`,
    moreSteps: (count) => `... y ${number(count, 'paso más, sin problemas', 'pasos más, sin problemas')}`,
    moreLines: (count) => `... y ${number(count, 'línea más', 'líneas más')}`,
    earlierLines: (count) => `... antes hay ${number(count, 'línea más', 'líneas más')}`,
    sameCauseAs: (title) => `Por la misma razón que «${title}».`,
    passedChecks: (count) => number(count, 'comprobación superada', 'comprobaciones superadas'),
    waitingFor: (waiting, needed) =>
      `${waiting.length === 1 ? `${waiting[0]}: se hará` : `${waiting.length} comprobaciones más se harán`} cuando se ${needed.length === 1 ? 'supere' : 'superen'} ${list(needed.map((title) => `«${title}»`))}`,
    undecided: (titles) => `Sin decidir: ${list(titles.map((title) => `«${title}»`))}`,
    graderTrouble: (message) => `Falló el calificador, no tu programa: ${message}`,
    notes: 'Para que lo sepas',
    points: (score, maxScore) => `Puntaje: ${score} de ${maxScore}`,
    bonus: (points) => `incluye ${points} de extra`,
    incomplete: (inconclusive, graderErrors) =>
      `calificación incompleta: ${[
        ...(inconclusive > 0 ? [number(inconclusive, 'comprobación sin decidir', 'comprobaciones sin decidir')] : []),
        ...(graderErrors > 0 ? [`${number(graderErrors, 'error', 'errores')} del calificador`] : []),
      ].join(' y ')}`,
    next: (title, file) => `Sigue con «${title}»${file === null ? '' : ` (${file})`}.`,
    nextBonus: (title) => `Tienes todos los puntos. Si quieres más, sigue con «${title}».`,
    allDone: 'Superaste todo. ¡Buen trabajo!',
    nothingToCorrect: 'No hay nada que corregir en lo que se pudo comprobar.',
    environment: (kernelEvidence) =>
      kernelEvidence ? 'con datos del sistema (/proc)' : 'sin datos del sistema: se decide por tiempos de espera',
    progress: (done, total) => `${done} de ${total}`,
  },
};
