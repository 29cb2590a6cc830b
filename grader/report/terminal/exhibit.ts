/** The thing itself that a finding speaks of, as rows of a terminal. */
import { assertNever } from '../../model/assert-never.ts';
import { quoteBytes, showBytes } from '../bytes-text.ts';
import { caretLines } from '../caret-lines.ts';
import { displayWidth } from '../display-width.ts';
import { fixed, flow, paragraph, plain, toned } from '../layout.ts';
import type { Labels } from '../messages/catalogue.ts';
import type { Exhibit } from '../story/exhibit.ts';
import type { Rows } from './view.ts';

type Shape<Kind extends Exhibit['kind']> = Extract<Exhibit, { readonly kind: Kind }>;

export function exhibitRows(shown: Exhibit, labels: Labels, indent: number, columns: number): Rows {
  switch (shown.kind) {
    case 'compared':
      return comparedRows(shown, indent, columns);
    case 'values':
      return valueRows(shown, indent, columns);
    case 'error':
      return errorRows(shown, indent);
    case 'log':
      return logRows(shown, labels, indent);
    default:
      return assertNever(shown);
  }
}

function labelColumns(names: readonly string[]): number {
  return Math.max(...names.map(displayWidth)) + 2;
}

function comparedRows({ expected, received, differsAt }: Shape<'compared'>, indent: number, columns: number): Rows {
  const label = labelColumns([expected.name, received.name]);
  const lines = caretLines(expected.bytes, received.bytes, differsAt, Math.max(20, columns - indent - label));
  return [
    fixed(indent, toned('dim', expected.name.padEnd(label)), plain(lines.expected)),
    fixed(indent, toned('dim', received.name.padEnd(label)), plain(lines.received)),
    fixed(indent, plain(' '.repeat(label)), toned('bad', lines.caret)),
  ];
}

function valueRows({ values, quoted }: Shape<'values'>, indent: number, columns: number): Rows {
  const label = labelColumns(values.map(({ name }) => name));
  const room = Math.max(20, columns - indent - label);
  return values.map(({ name, bytes }) => {
    const text = quoted ? quoteBytes(bytes, room) : showBytes(bytes, room, 'single');
    return fixed(indent, toned('dim', name.padEnd(label)), plain(text));
  });
}

function errorRows({ at, source, message }: Shape<'error'>, indent: number): Rows {
  return [
    ...(at === null ? [] : [paragraph(indent, toned('dim', at))]),
    ...(source === null ? [] : [fixed(indent + 2, toned('code', source))]),
    paragraph(indent, plain(message)),
  ];
}

function logRows({ lines, more }: Shape<'log'>, labels: Labels, indent: number): Rows {
  const rows = lines.map((text) => flow(indent, toned('dim', '│ '), [plain(showBytes(text, 300, 'single'))]));
  return more > 0 ? [...rows, paragraph(indent, toned('dim', labels.moreLines(more)))] : rows;
}
