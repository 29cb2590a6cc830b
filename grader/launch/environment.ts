/** The environment of a student's program: built from nothing, so that nothing of the grader's own leaks into it. */
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { languageNamed } from './languages.ts';

export type Surroundings = {
  readonly language: string;
  readonly command: readonly string[];
  readonly host: string;
  readonly port: number;
  /** Further variables, e.g. what else stands on its command line. */
  readonly more?: Readonly<Record<string, string>>;
  readonly flushing: 'immediate' | 'natural';
  /** Where it finds room for temporary files. */
  readonly temporary?: string;
};

/** Marks every process that comes from one start, however it detaches itself. */
export const markVariable = 'SOCKLAB_MARK';

export function programEnvironment({
  language,
  command,
  host,
  port,
  more,
  flushing,
  temporary = tmpdir(),
}: Surroundings): Record<string, string> {
  return {
    PATH: [dirname(command[0] ?? ''), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: temporary,
    TMPDIR: temporary,
    LANG: 'C.UTF-8',
    ...(process.platform === 'win32' ? windowsNecessities() : {}),
    ...languageNamed(language).environment(flushing),
    HOST: host,
    PORT: String(port),
    ...more,
  };
}

/** Without these Windows programs cannot open sockets or start at all. */
function windowsNecessities(): Record<string, string> {
  const names = ['SystemRoot', 'SystemDrive', 'PATH', 'PATHEXT', 'TEMP', 'TMP'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
