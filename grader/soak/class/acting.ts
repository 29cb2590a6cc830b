/** Text of students that would do something where it is shown, in what a batch has said and written. Pure. */
import type { Written } from './written.ts';

type Trap = readonly [what: string, pattern: RegExp];

/** C0 and C1 but for line ends, and what turns the direction of reading. */
const control: Trap = ['a control character', /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u];

/** A runner obeys both wherever a line begins with them (actions/runner, ActionCommand.cs). */
const inTerminal: readonly Trap[] = [control, ['a workflow command', /^\s*(?:::|##\[)/mu]];

/** As fixtures/hostile has them. */
const inPage: readonly Trap[] = [control, ['markup of a student', /<img src=x|<script>soak/u]];

const inCsv: readonly Trap[] = [
  ['a control character', /[^\P{Cc}\r\n]|[\u202A-\u202E\u2066-\u2069]/u],
  ['a formula', /(?:^|",)"[=+@-]/mu],
];

/** `said` is by the name of the stream. */
export function actingTexts(said: Readonly<Record<string, string>>, { grades, pages }: Written): string[] {
  return [
    ...Object.entries(said).flatMap(([stream, text]) => caught(stream, text, inTerminal)),
    ...caught('grades.csv', grades, inCsv),
    ...[...pages].flatMap(([name, text]) => caught(name, text, inPage)),
  ];
}

/** At most one of each kind, with what stands around it. */
function caught(where: string, text: string, traps: readonly Trap[]): string[] {
  return traps.flatMap(([what, pattern]) => {
    const at = text.search(pattern);
    return at === -1 ? [] : [`${where}: has ${what}: ${text.slice(Math.max(0, at - 20), at + 40)}`];
  });
}
