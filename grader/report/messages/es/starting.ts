/** Findings about a program that cannot be found, built, started or reached, in Spanish. */
import type { Address } from '../../../model/observation.ts';
import type { FindingWords, Setting, Told } from '../catalogue.ts';
import { stuckIn } from '../../stuck.ts';
import { countBytes, showText } from '../../bytes-text.ts';
import { choiceOptions } from '../../shell-words.ts';
import { languageName } from '../language-name.ts';
import { at, mebibytes, told } from '../telling.ts';
import { either, ended, list, Yours, yours, Who } from './phrases.ts';

type Codes =
  | 'PROGRAM_MISSING'
  | 'PROGRAM_AMBIGUOUS'
  | 'PROGRAM_UNREADABLE'
  | 'TOOLCHAIN_MISSING'
  | 'LIBRARY_MISSING'
  | 'COMPILE_FAILED'
  | 'NOT_STARTED'
  | 'NOT_LISTENING'
  | 'LISTEN_MISSING'
  | 'WRONG_TRANSPORT'
  | 'CONNECTION_FAILED'
  | 'NEVER_CONNECTED'
  | 'ARGUMENTS_IGNORED'
  | 'TAKEN_BY_CONTENT'
  | 'ALSO_FOUND'
  | 'COUNTED_ELSEWHERE'
  | 'STRAY_N'
  | 'PORT_IGNORED'
  | 'OUTPUT_FLOOD'
  | 'MEMORY_EXCEEDED';

const unreadable = {
  directory: 'es una carpeta, no un archivo',
  'dangling-link': 'es un enlace a un archivo que no existe',
  'not-readable': 'no se puede leer (permisos)',
};

export const starting: Pick<FindingWords, Codes> = {
  PROGRAM_MISSING: ({ lookedFor, found }, s) =>
    told(
      `Falta el programa «${s.title}».`,
      found.length === 0
        ? 'En la carpeta no hay ningún otro archivo de código.'
        : `En la carpeta también hay: ${found.join(', ')}.`,
      saveAs(lookedFor),
    ),
  PROGRAM_AMBIGUOUS: ({ program, candidates }, s) =>
    told(
      `Hay varios archivos que podrían ser «${s.title}»: ${list(candidates)}.`,
      'No se eligió ninguno, para no calificar el equivocado.',
      `Deja uno solo, y mueve los demás o cámbiales el nombre. O di cuál es al calificar: ${choose(s, program, candidates)}`,
    ),
  PROGRAM_UNREADABLE: ({ path, reason }, s) =>
    told(
      `No se pudo leer «${s.title}»: ${path} ${unreadable[reason]}.`,
      null,
      'Pon en su lugar el archivo con el código.',
    ),
  TOOLCHAIN_MISSING: ({ language, needs }) =>
    told(
      `En este equipo falta lo que ejecuta programas en ${languageName(language)}: ${either(needs)}.`,
      'No es un error de tu programa.',
      'Instálalo, o califica en otro equipo.',
    ),
  LIBRARY_MISSING: ({ language, header, package: wanted }) =>
    told(
      `En este equipo falta lo que necesitan los programas de este ejercicio en ${languageName(language)}: ${header} (paquete ${wanted}).`,
      'No es un error de tu programa.',
      'Instálalo, o califica en otro equipo.',
    ),
  COMPILE_FAILED: (_, s) =>
    told(
      `${Yours(s)} no compila.`,
      null,
      'Corrige el primer error que muestra el compilador; los que siguen suelen venir de ese.',
    ),
  NOT_STARTED: ({ reason }, s) => told(`No se pudo iniciar ${yours(s)}.`, `El sistema dijo: ${reason}`, null),
  NOT_LISTENING: ({ transport, port, ending, waits, idleSockets, saysInvalid }, s) => {
    const what = `${Yours(s)} no abrió el puerto ${port} (${transport.toUpperCase()}).`;
    const why = ended({ ending, waits }, s);
    if (saysInvalid && transport === 'tcp') {
      return told(
        what,
        why,
        'Escribió «Invalid argument» (EINVAL): eso contesta accept() cuando falta llamar antes a listen(). El orden es bind(), listen(), accept().',
      );
    }
    if (ending === 'exited') {
      return told(
        what,
        why,
        `Revisa que se ejecute el código que abre el puerto (${s.api.open}): por ejemplo, que se llame a main().`,
      );
    }
    if (stuckIn(waits, null) === 'input') {
      return told(
        what,
        why,
        `No preguntes nada antes de abrir el puerto: la dirección y el puerto vienen en ${s.api.arguments}.`,
      );
    }
    if (idleSockets > 0) {
      return told(
        what,
        `${why} Tiene un socket, pero nadie puede ${transport === 'tcp' ? 'conectarse a él' : 'escribirle'}.`,
        `Revisa que se llame a ${s.api.open} después de crear el socket y antes de esperar en ${transport === 'tcp' ? s.api.accept : s.api.receive}.`,
      );
    }
    return told(
      what,
      why,
      `Abre el puerto al comenzar, con ${s.api.open}, en la dirección y el puerto que vienen en ${s.api.arguments}.`,
    );
  },
  LISTEN_MISSING: ({ unsaid }, s) =>
    told(
      `${Yours(s)} nunca llamó a listen(): nadie puede conectarse a él.`,
      unsaid === undefined
        ? 'accept() falló con EINVAL, que es lo que contesta el sistema cuando ese socket no escucha.'
        : 'El código llama a accept() y en ninguna parte a listen(). Así accept() siempre falla (EINVAL), y tu programa no mostró el error.',
      'Llama a listen() después de bind() y antes de accept(). El orden es bind(), listen(), accept().',
    ),
  WRONG_TRANSPORT: ({ wanted, opened, port }, s) =>
    told(
      `${Yours(s)} abrió el puerto ${port} por ${opened.toUpperCase()}, y aquí se usa ${wanted.toUpperCase()}.`,
      null,
      `Crea el socket con ${s.api.make(wanted)} en lugar de ${s.api.make(opened)}.`,
    ),
  CONNECTION_FAILED: ({ peer, to, error, only }, s) => {
    if (only !== undefined) return onlyAt(only, to, peer, s);
    return error === 'ECONNREFUSED'
      ? told(
          `${Who(peer)} no se pudo conectar a ${at(to)}: nadie escucha en ese puerto.`,
          `${Yours(s)} terminó o cerró el socket con el que escucha.`,
          'Mantén abierto el socket que escucha mientras el servidor funcione; cierra solo la conexión de cada cliente.',
        )
      : told(
          `${Who(peer)} no se pudo conectar a ${at(to)} (${error}).`,
          error === 'ETIMEDOUT'
            ? `Nadie contestó la llamada: la cola de conexiones que ${yours(s)} aún no acepta (la de listen()) está llena.`
            : null,
          `Vuelve a ${s.api.accept} después de atender a cada cliente.`,
        );
  },
  NEVER_CONNECTED: ({ transport, ports, ending, waits }, s) => {
    const where = `al puerto ${ports[0]}${ports.length > 1 ? ` (ni al ${ports.slice(1).join(' ni al ')})` : ''}`;
    const what =
      transport === 'tcp' ? `${Yours(s)} no se conectó ${where}.` : `${Yours(s)} no envió ningún datagrama ${where}.`;
    const why = ended({ ending, waits }, s);
    if (stuckIn(waits, null) === 'input') {
      return told(what, why, `Lee una sola línea del teclado: la dirección y el puerto vienen en ${s.api.arguments}.`);
    }
    const call = transport === 'tcp' ? s.api.connect : s.api.send;
    return told(what, why, `Llama a ${call} con la dirección y el puerto que vienen en ${s.api.arguments}.`);
  },
  ARGUMENTS_IGNORED: ({ transport, port }, s) =>
    told(
      transport === 'tcp'
        ? `${Yours(s)} se conectó al puerto ${port} aunque sus argumentos no servían.`
        : `${Yours(s)} envió un datagrama al puerto ${port} aunque sus argumentos no servían.`,
      null,
      `Revisa ${s.api.arguments} antes de abrir el socket: si el puerto no es un número de 1 a 65535, escribe un mensaje con ${s.api.complain} y termina con ${s.api.exit}.`,
    ),
  TAKEN_BY_CONTENT: ({ file }, s) =>
    told(`Se tomó ${showText(file)} como «${s.title}» por lo que hace, no por su nombre.`, null, null),
  ALSO_FOUND: ({ program, file, others }, s) =>
    told(
      `Se calificó ${showText(file)}, y no ${either(others.map(showText))}, que también ${others.length === 1 ? 'podría' : 'podrían'} ser «${s.title}» por su nombre.`,
      null,
      `Si querías otro, dilo al calificar: ${choose(s, program, others)}`,
    ),
  COUNTED_ELSEWHERE: ({ file, exercise }) =>
    told(
      `${showText(file)} no suma puntos en este ejercicio, porque cuenta para ${exercise}: en una práctica, cada archivo cuenta para un solo ejercicio.`,
      null,
      null,
    ),
  STRAY_N: ({ line }, s) =>
    told(
      `${Yours(s)} mostró una n de más al final de una línea: ${showText(line)}`,
      null,
      'Si querías terminar la línea, se escribe \\n, con la barra invertida: sin ella, solo es una letra n. No cuesta puntos.',
    ),
  PORT_IGNORED: ({ wanted, used }, s) =>
    told(
      `${Yours(s)} usó el puerto ${used}, aunque se le pidió el ${wanted}. Se calificó en ese puerto; solo cuesta las comprobaciones sobre los argumentos.`,
      null,
      `Lee la dirección y el puerto de ${s.api.arguments}: así se puede usar en otro puerto sin cambiar el código.`,
    ),
  OUTPUT_FLOOD: ({ limitBytes }, s) =>
    told(
      `${Yours(s)} escribió más de ${countBytes(limitBytes)} y hubo que detenerlo.`,
      'Un bucle escribe sin parar.',
      s.transport === 'tcp'
        ? `Busca un bucle que no termina: cuando la otra parte se va, hay que salir de él.`
        : 'Busca un bucle que escribe sin esperar a que llegue un datagrama.',
    ),
  MEMORY_EXCEEDED: ({ limitBytes }, s) =>
    told(
      `${Yours(s)} usó más de ${mebibytes(limitBytes)} de memoria y por eso se detuvo.`,
      'Eso es lo que pueden usar todos sus procesos juntos.',
      'Busca lo que crece sin parar: una lista o un búfer al que se agrega algo en cada vuelta de un bucle y que nunca se vacía, o un bucle que inicia otro proceso u otro hilo en cada vuelta.',
    ),
};

function onlyAt(only: Address, to: Address, peer: string, s: Setting): Told {
  return told(
    `${Who(peer)} no se pudo conectar a ${at(to)}: ${yours(s)} escucha solo en ${at(only)}.`,
    'Quien llama a otra dirección del mismo equipo no lo encuentra.',
    `Abre el puerto en la dirección que viene en ${s.api.arguments}, o en 0.0.0.0, que son todas las de este equipo.`,
  );
}

function choose({ exercise }: Setting, program: string, [first = '']: readonly string[]): string {
  return showText(choiceOptions(exercise, program, first));
}

function saveAs([first = '', ...others]: readonly string[]): string {
  return `Guárdalo con el nombre ${first}${others.length === 0 ? '' : ` (también sirve ${either(others)})`}.`;
}
