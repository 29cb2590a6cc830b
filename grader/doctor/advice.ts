/** From what a machine is to what would make it better, and how much of the grading it can do. */
import type { Machine } from './machine.ts';

export type Advice =
  | { readonly kind: 'install'; readonly packages: readonly string[] }
  /** `--disable-userns` came with 0.8. */
  | { readonly kind: 'old-bubblewrap'; readonly version: string }
  | { readonly kind: 'apparmor' }
  | { readonly kind: 'namespaces-off' }
  | { readonly kind: 'container' }
  | { readonly kind: 'unreadable-for-nobody' }
  | { readonly kind: 'no-facts' }
  | { readonly kind: 'mac' }
  | { readonly kind: 'windows' };

/** `full`: nothing is lost for grading one's own work; `weaker`: it can be graded, with less; `none`: it cannot. */
export type Ability = 'full' | 'weaker' | 'none';

const packagesOfLanguages: Readonly<Record<string, string>> = { python: 'python3', c: 'gcc libc6-dev' };

/** The sandbox is for the work of others: whoever grades their own loses nothing without it. */
export function abilityOf(machine: Machine): Ability {
  const works = (level: string): boolean => machine.levels.some((one) => one.level === level && one.failure === null);
  if (!works('bare') && !works('network')) return 'none';
  const hasPython = machine.languages.some(({ language, path }) => language === 'python' && path !== null);
  return works('network') && machine.kernelFacts && hasPython ? 'full' : 'weaker';
}

/** What to do first comes first. */
export function adviceFor(machine: Machine): Advice[] {
  const packages = missingPackages(machine);
  return [
    ...(machine.platform === 'darwin' ? [{ kind: 'mac' } as const] : []),
    ...(machine.platform === 'win32' ? [{ kind: 'windows' } as const] : []),
    ...(packages.length === 0 ? [] : [{ kind: 'install', packages } as const]),
    ...(machine.platform === 'linux' ? adviceForLinux(machine) : []),
  ];
}

function missingPackages({ tools, languages, missingLibraries }: Machine): string[] {
  const ofTools = tools.filter(({ version }) => version === null).map((tool) => tool.package);
  const ofLanguages = languages.flatMap(({ language, path }) =>
    path === null ? (packagesOfLanguages[language]?.split(' ') ?? []) : [],
  );
  return [...new Set([...ofTools, ...ofLanguages, ...missingLibraries])];
}

function adviceForLinux(machine: Machine): Advice[] {
  const { tools, levels, kernelFacts } = machine;
  const version = /(\d+)\.(\d+)/.exec(tools.find(({ tool }) => tool === 'bwrap')?.version ?? '');
  const isOld = version !== null && Number(version[1]) === 0 && Number(version[2]) < 8;
  const hasTools = tools.every((tool) => tool.version !== null);
  const isRefused = levels.some(({ failure }) => failure !== null) && hasTools && !isOld;
  return [
    ...(isOld ? [{ kind: 'old-bubblewrap', version: version[0] } as const] : []),
    ...(isRefused ? [whyRefused(machine)] : []),
    ...(kernelFacts ? [] : [{ kind: 'no-facts' } as const]),
  ];
}

/** The tools are there and the system does not let them: the likeliest reason, by what it shows. */
function whyRefused({ userNamespaces, isContainer, isRoot, levels }: Machine): Advice {
  const { most, allowed, restricted } = userNamespaces;
  const isNetworkThere = levels.some(({ level, failure }) => level === 'network' && failure === null);
  if (most === 0 || allowed === false) return { kind: 'namespaces-off' };
  if (restricted && !isContainer) return { kind: 'apparmor' };
  if (isRoot && isNetworkThere) return { kind: 'unreadable-for-nobody' };
  return { kind: 'container' };
}
