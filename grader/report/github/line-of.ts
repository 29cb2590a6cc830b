/** The line of a program's own file that a finding names. */
import { toText } from '../../model/bytes.ts';
import type { Finding } from '../../model/finding.ts';
import { baseName } from '../messages/telling.ts';

/** `file` is the program's. Null when the finding knows no line, or only one of another file. */
export function lineOf(finding: Finding, file: string): number | null {
  switch (finding.code) {
    case 'CRASHED':
    case 'ERROR_SHOWN':
    case 'RAW_ERROR': {
      const { error } = finding.args;
      return error.file !== null && baseName(error.file) === baseName(file) ? error.line : null;
    }
    case 'COMPILE_FAILED':
      return lineInLog(toText(finding.args.log), file);
    default:
      return null;
  }
}

/** The first error in the log of gcc or clang: `file:line:column: error: ` (GNU Coding Standards, Formatting Error Messages). */
function lineInLog(log: string, file: string): number | null {
  const errors = [...log.matchAll(/^([^:\n]+):(\d{1,6}):\d+: (?:fatal )?error: /gm)];
  const own = errors.find(([, name]) => name !== undefined && baseName(name) === baseName(file));
  return own === undefined ? null : Number(own[2]);
}
