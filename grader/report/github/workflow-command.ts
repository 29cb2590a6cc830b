/**
 * Commands that the runner of GitHub Actions takes out of what a step prints, on either stream (actions/runner,
 * src/Runner.Common/ActionCommand.cs and src/Runner.Worker/ActionCommandManager.cs): a line that begins with `::` after
 * blanks, or has `##[` anywhere. Between `stop-commands` and its token it obeys none of them.
 */
import { showText } from '../bytes-text.ts';

export type Annotation = {
  /** `error`: points were lost; `warning`: could not be decided; `notice`: costs nothing. */
  readonly level: 'error' | 'warning' | 'notice';
  /** Path in the repository, with `/` between folders. */
  readonly file: string | null;
  readonly line: number | null;
  readonly title: string;
  /** May have several lines. */
  readonly text: string;
};

/** One line, without its end. A file whose name has characters one cannot see is left out: it could not be found by it. */
export function annotationCommand({ level, file, line, title, text }: Annotation): string {
  const isNamed = file !== null && showText(file) === file;
  const properties = [
    ...(isNamed ? [`file=${property(file)}`] : []),
    ...(isNamed && line !== null ? [`line=${line}`] : []),
    `title=${property(showText(title))}`,
  ];
  return `::${level} ${properties.join(',')}::${data(text.split('\n').map(showText).join('\n'))}`;
}

/** From the next line on the runner obeys nothing, until the token comes back. The token must be one nobody can guess. */
export function stopCommands(token: string): string {
  return `::stop-commands::${token}\n`;
}

export function resumeCommands(token: string): string {
  return `::${token}::\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
