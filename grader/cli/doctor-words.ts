/** What `npm run doctor` says, in both languages. */
import type { Ability, Advice } from '../doctor/advice.ts';
import type { Machine } from '../doctor/machine.ts';
import { assertNever } from '../model/assert-never.ts';
import type { Lang } from '../report/messages/words.ts';

export type DoctorWords = {
  readonly headings: Readonly<Record<'isolation' | 'languages' | 'system' | 'advice', string>>;
  readonly level: Readonly<Record<Machine['levels'][number]['level'], string>>;
  readonly absent: string;
  /** Of a library that only programs in C which use TLS are compiled with. */
  readonly library: (name: string, isThere: boolean) => string;
  readonly facts: (shown: boolean) => string;
  readonly namespaces: (most: number | null) => string;
  readonly groups: Readonly<Record<Machine['controlGroups'], string>>;
  readonly limits: (processes: string, files: string) => string;
  readonly advice: (advice: Advice) => readonly string[];
  readonly ability: Readonly<Record<Ability, string>>;
};

const appArmorCommand = 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0';
const dockerOptions =
  '--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined';
const namespaceCommands = [
  'sudo sysctl -w user.max_user_namespaces=15000',
  'sudo sysctl -w kernel.unprivileged_userns_clone=1',
];

const es: DoctorWords = {
  headings: {
    isolation: 'Aislamiento, del más fuerte al más débil',
    languages: 'Lenguajes',
    system: 'Sistema',
    advice: 'Qué falta y cómo obtenerlo',
  },
  level: {
    sandbox: 'cada programa encerrado: para calificar trabajos ajenos',
    network: 'cada programa con su propia red: lo que usa npm run grade',
    bare: 'sin aislamiento, una comprobación a la vez: solo para código de confianza',
  },
  absent: 'no está',
  library: (name, isThere) =>
    isThere
      ? `${name}, para compilar programas en C que usan TLS (tls-echo)`
      : `no está ${name}: sin él no se pueden compilar programas en C que usan TLS (tls-echo)`,
  facts: (shown) =>
    shown
      ? 'el sistema muestra qué hacen los programas (/proc): nada espera de más'
      : 'el sistema no muestra qué hacen los programas (/proc): se califica con esperas, más despacio',
  namespaces: (most) => `espacios de nombres de usuario: ${most === null ? 'no los hay' : `hasta ${most}`}`,
  groups: {
    v2: 'grupos de control: v2',
    v1: 'grupos de control: v1',
    none: 'grupos de control: no los hay',
  },
  limits: (processes, files) => `límites: ${processes} procesos, ${files} archivos abiertos`,
  advice: (advice) => {
    switch (advice.kind) {
      case 'install':
        return ['Instala lo que falta. En Debian y Ubuntu:', `  sudo apt-get install ${advice.packages.join(' ')}`];
      case 'old-bubblewrap':
        return [
          `bubblewrap ${advice.version} es demasiado viejo para «sandbox»: hace falta 0.8 o más nuevo`,
          '(Debian 12, Ubuntu 24.04 y posteriores lo traen).',
        ];
      case 'apparmor':
        return [
          'AppArmor no deja que los programas creen espacios de nombres de usuario (Ubuntu 23.10 y posteriores).',
          'Hasta que reinicies, lo permite:',
          `  ${appArmorCommand}`,
        ];
      case 'namespaces-off':
        return [
          'El sistema tiene apagados los espacios de nombres de usuario. Se encienden con:',
          ...indented(namespaceCommands),
        ];
      case 'container':
        return [
          'El sistema no permite crear espacios de nombres. Es lo usual dentro de un contenedor. Con Docker, agrega:',
          `  docker run ${dockerOptions} ...`,
        ];
      case 'unreadable-for-nobody':
        return [
          'Como root, los programas se ejecutan como un usuario sin permisos, que aquí no puede leer el calificador o Node.',
          'Ponlos donde todos puedan leerlos (no en /root), o califica con otro usuario.',
        ];
      case 'no-facts':
        return ['Los datos de /proc piden Linux 5.10 o más nuevo, en un procesador x64 o arm64.'];
      case 'mac':
        return [
          'En macOS no hay redes propias ni datos de /proc: se califica una comprobación a la vez, con esperas.',
          'Para calificar trabajos ajenos usa Linux, por ejemplo en una máquina virtual.',
        ];
      case 'windows':
        return ['En Windows, califica dentro de WSL: así se puede todo lo que se puede en Linux.', '  wsl --install'];
      default:
        return assertNever(advice);
    }
  },
  ability: {
    full: 'Aquí se puede calificar el trabajo propio sin perder nada.',
    weaker: 'Aquí se puede calificar el trabajo propio, pero con menos de lo que es posible.',
    none: 'Aquí no se puede calificar.',
  },
};

const en: DoctorWords = {
  headings: {
    isolation: 'Isolation, from the strongest to the weakest',
    languages: 'Languages',
    system: 'System',
    advice: 'What is missing, and how to get it',
  },
  level: {
    sandbox: 'every program shut in: for grading the work of others',
    network: 'every program with a network of its own: what npm run grade uses',
    bare: 'no isolation, one check at a time: only for code you trust',
  },
  absent: 'not there',
  library: (name, isThere) =>
    isThere
      ? `${name}, to compile programs in C that use TLS (tls-echo)`
      : `${name} is not there: without it programs in C that use TLS cannot be compiled (tls-echo)`,
  facts: (shown) =>
    shown
      ? 'the system shows what programs do (/proc): nothing waits longer than it must'
      : 'the system does not show what programs do (/proc): grading waits instead, and is slower',
  namespaces: (most) => `user namespaces: ${most === null ? 'none' : `up to ${most}`}`,
  groups: { v2: 'control groups: v2', v1: 'control groups: v1', none: 'control groups: none' },
  limits: (processes, files) => `limits: ${processes} processes, ${files} open files`,
  advice: (advice) => {
    switch (advice.kind) {
      case 'install':
        return [
          'Install what is missing. On Debian and Ubuntu:',
          `  sudo apt-get install ${advice.packages.join(' ')}`,
        ];
      case 'old-bubblewrap':
        return [
          `bubblewrap ${advice.version} is too old for "sandbox": it takes 0.8 or newer`,
          '(Debian 12, Ubuntu 24.04 and later have it).',
        ];
      case 'apparmor':
        return [
          'AppArmor does not let programs make user namespaces (Ubuntu 23.10 and later).',
          'Until the next start of the machine, this allows it:',
          `  ${appArmorCommand}`,
        ];
      case 'namespaces-off':
        return [
          'User namespaces are switched off on this system. These switch them on:',
          ...indented(namespaceCommands),
        ];
      case 'container':
        return [
          'The system allows no namespaces. That is usual inside of a container. With Docker, add:',
          `  docker run ${dockerOptions} ...`,
        ];
      case 'unreadable-for-nobody':
        return [
          'For root, programs run as a user without permissions, who cannot read the grader or Node here.',
          'Put them where everybody may read them (not in /root), or grade as another user.',
        ];
      case 'no-facts':
        return ['What /proc shows takes Linux 5.10 or newer, on an x64 or arm64 processor.'];
      case 'mac':
        return [
          "On macOS there are no networks of one's own and no facts of /proc: one check at a time is graded, with waits.",
          'To grade the work of others use Linux, for example in a virtual machine.',
        ];
      case 'windows':
        return ['On Windows, grade inside of WSL: there everything works that works on Linux.', '  wsl --install'];
      default:
        return assertNever(advice);
    }
  },
  ability: {
    full: 'Your own work can be graded here, and nothing is lost.',
    weaker: 'Your own work can be graded here, with less than is possible.',
    none: 'Nothing can be graded here.',
  },
};

function indented(commands: readonly string[]): string[] {
  return commands.map((command) => `  ${command}`);
}

export function doctorWords(lang: Lang): DoctorWords {
  return lang === 'es' ? es : en;
}
