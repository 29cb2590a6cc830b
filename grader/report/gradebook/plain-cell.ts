/**
 * Foreign text made fit for a cell that a spreadsheet opens. `escape_formulas` of csv-stringify looks at the first
 * character only; a spreadsheet set to another separator cuts a cell in two, so what follows a separator is defused too.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
import { showText } from '../bytes-text.ts';

const formulaAfterSeparator = /(?<=[;,|][\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/** One line, without what one cannot see, without blanks around it. */
export function plainCell(text: string): string {
  return showText(text.trim()).replace(formulaAfterSeparator, "'");
}
