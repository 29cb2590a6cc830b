/** What a program is told when it is started: its arguments, the same in its environment, and the names of both. */
import { fromText } from '../model/bytes.ts';
import type { ProgramSpec } from '../spec/exercise.ts';
import { payloadBytes, type LookUp } from '../spec/payload-bytes.ts';
import type { StepOf } from '../spec/step.ts';
import type { Stage } from './stage.ts';
import type { Secrets } from './steps/tls-steps.ts';

/** By the names they have in a statement. */
export function environmentOf({ certificate, key, ca, token }: Secrets): Record<string, string> {
  const known = Object.entries({ CERT: certificate, KEY: key, CA: ca, TOKEN: token });
  return Object.fromEntries(
    known.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  );
}

/** The files among them. */
export function filesOf({ certificate, key, ca }: Secrets): string[] {
  return [certificate, key, ca].flatMap((file) => (file === undefined || file === '' ? [] : [file]));
}

/** The command line of a step, or else the one the statement asks for. */
export function commandLine(step: StepOf<'start'>, spec: ProgramSpec, lookUp: LookUp): string[] {
  const others = spec.arguments.filter((word) => word !== 'HOST' && word !== 'PORT' && word !== 'BUFFER');
  const buffer = step.buffer === undefined ? [] : ['BUFFER' as const];
  const asStated = (['HOST', 'PORT', ...others, ...buffer] as const).map((word) => `{${templateName(word)}}`);
  return (step.arguments ?? asStated).map((template) =>
    new TextDecoder().decode(payloadBytes({ kind: 'template', template }, lookUp)),
  );
}

function templateName(word: ProgramSpec['arguments'][number]): string {
  return word === 'CERT' ? 'certificate' : word.toLowerCase();
}

/** What stands for the names in templates. */
export function wordsOf(host: string, port: number, buffer?: number, secrets: Secrets = {}): LookUp {
  const words = new Map(Object.entries({ host, port: String(port), buffer: String(buffer ?? ''), ...secrets }));
  return (name) => fromText(words.get(name) ?? '');
}

/** What {host}, {port} and {token} stand for in what is typed. */
export function argumentsIn({ spec, port }: Stage): LookUp {
  return wordsOf(spec.host, port ?? spec.port, undefined, { token: spec.token ?? '' });
}
