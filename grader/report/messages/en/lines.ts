/** Findings about lines of JSON, in English. */
import { assertNever } from '../../../model/assert-never.ts';
import { fromText } from '../../../model/bytes.ts';
import type { JsonFault } from '../../../model/finding.ts';
import { describeBytes, showBytes, showText } from '../../bytes-text.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting, Told } from '../catalogue.ts';
import { told } from '../telling.ts';
import { ended, who, Who } from './phrases.ts';

export const lines: Pick<FindingWords, 'REPLY_WRONG_JSON' | 'LINE_UNFINISHED'> = {
  REPLY_WRONG_JSON: ({ peer, fault }, s) => wrongJson(fault, peer, s),
  LINE_UNFINISHED: ({ peer, received, complete, ...outcome }, s) =>
    told(
      complete
        ? `The line ${who(peer)} received lacks the newline (\\n) that ends it.`
        : `${Who(peer)} received ${describeBytes(received)}, without the newline (\\n) that ends each message.`,
      ended(outcome, s),
      `End every message with \\n: that is how the other side knows where it stops.`,
    ),
};

function wrongJson(fault: JsonFault, peer: string, s: Setting): Told {
  switch (fault.kind) {
    case 'empty-line':
      return told(`${Who(peer)} received an empty line.`, null, 'Write a single \\n at the end of every message.');
    case 'not-utf8':
      return told(`The line ${who(peer)} received is not UTF-8.`, null, 'Encode the text as UTF-8.');
    case 'not-json':
      return told(`The line ${who(peer)} received is not JSON.`, null, writeJson(s));
    case 'python-literal':
      return told(
        `The line ${who(peer)} received is written as a Python dictionary, not as JSON.`,
        "str(data) and f'{data}' use single quotes, True and None; JSON uses double quotes, true and null.",
        writeJson(s),
      );
    case 'several-values':
      return told(
        `${Who(peer)} received several messages on one line.`,
        null,
        'End every message with a \\n of its own.',
      );
    case 'differs':
      return told(jsonDiffers(fault, peer), null, null);
    default:
      return assertNever(fault);
  }
}

function writeJson({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python: 'Write every message with json.dumps().',
    node: 'Write every message with JSON.stringify().',
    c: 'Check the double quotes, commas and braces of every message.',
  };
  return ways[api.family];
}

function jsonDiffers({ at: path, expected, received }: Extract<JsonFault, { kind: 'differs' }>, peer: string): string {
  const place = `In the line ${who(peer)} received`;
  if (path === '') return `${place} there is ${shortJson(received)}; it should be ${shortJson(expected)}.`;
  if (received === null) return `${place}, ${showText(path)} is missing; it should be ${shortJson(expected)}.`;
  if (expected === null) return `${place}, ${showText(path)} (${shortJson(received)}) should not be there.`;
  return `${place}, ${showText(path)} is ${shortJson(received)} and should be ${shortJson(expected)}.`;
}

function shortJson(text: string | null): string {
  return showBytes(fromText(text ?? 'nothing'), 48, 'single');
}
