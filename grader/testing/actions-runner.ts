/**
 * What the runner of GitHub Actions would do with the lines of a step, as its source says (actions/runner,
 * src/Runner.Common/ActionCommand.cs and src/Runner.Worker/ActionCommandManager.cs).
 */

export type RunnerCommand = {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
};

const known =
  'add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output warning'.split(
    ' ',
  );

/** The commands it would obey, without those that stop and resume the others. */
export function commandsObeyed(printed: string): RunnerCommand[] {
  const obeyed: RunnerCommand[] = [];
  let token: string | null = null;
  for (const line of printed.split(/\r\n|\n|\r/)) {
    const names: readonly string[] = [...known, 'stop-commands', ...(token === null ? [] : [token])];
    const command = newForm(line, names) ?? oldForm(line, names);
    if (command === null) continue;
    if (token !== null) token = command.name === token ? null : token;
    else if (command.name === 'stop-commands') token = command.data;
    else obeyed.push(command);
  }
  return obeyed;
}

/** `::name key=value,key=value::data`, after blanks. */
function newForm(line: string, names: readonly string[]): RunnerCommand | null {
  const [, head = '', data = ''] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  return commandOf(head, names, {
    separator: ',',
    data: unescaped(data, { '%0D': '\r', '%0A': '\n', '%25': '%' }),
    references: { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' },
  });
}

/** `##[name key=value;key=value]data`, anywhere in the line. */
function oldForm(line: string, names: readonly string[]): RunnerCommand | null {
  const [, head = '', data = ''] = /##\[(.*?)\](.*)$/s.exec(line) ?? [];
  const references = { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']', '%25': '%' };
  return commandOf(head, names, { separator: ';', data: unescaped(data, references), references });
}

type Form = {
  readonly separator: string;
  readonly data: string;
  readonly references: Readonly<Record<string, string>>;
};

function commandOf(
  head: string,
  names: readonly string[],
  { separator, data, references }: Form,
): RunnerCommand | null {
  const [name = ''] = head.split(' ');
  if (!names.includes(name)) return null;
  const pairs = head.slice(name.length).trim().split(separator);
  const properties = pairs
    .map((pair) => /^([^=]+)=+(.+)$/s.exec(pair))
    .flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', unescaped(pair[2] ?? '', references)] as const]));
  return { name, properties: Object.fromEntries(properties), data };
}

function unescaped(value: string, references: Readonly<Record<string, string>>): string {
  return Object.entries(references).reduce((so, [from, to]) => so.replaceAll(from, to), value);
}
