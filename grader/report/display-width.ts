/**
 * Columns a text takes on a terminal. Measures printable text only: controls and invisible characters are escaped
 * before (`bytes-text.ts`), so joiners and directional marks need no care here. Ranges: Unicode's EastAsianWidth.txt,
 * `W` and `F`; the emoji that are wide by themselves are the property Emoji_Presentation.
 */

const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const markOrJoiningVowel = /[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff]/u;
const regionalIndicator = /\p{Regional_Indicator}/u;
const emojiPresentationSelector = '\ufe0f';

/** Columns of one character (code point) that stands after `previous`. */
export function columnsOf(character: string, previous: string): number {
  if (character === emojiPresentationSelector) return /\p{Emoji}/u.test(previous) && !wide.test(previous) ? 1 : 0;
  if (markOrJoiningVowel.test(character)) return 0;
  if (/\p{Emoji_Modifier}/u.test(character) && /\p{Emoji_Modifier_Base}/u.test(previous)) return 0;
  if (regionalIndicator.test(character)) return 1;
  return wide.test(character) ? 2 : 1;
}

export function displayWidth(text: string): number {
  let columns = 0;
  let previous = '';
  for (const character of text) {
    columns += columnsOf(character, previous);
    previous = character;
  }
  return columns;
}

/** The longest beginning of the text that fits, never splitting a character from its marks. */
export function fittingStart(text: string, columns: number): string {
  let used = 0;
  let previous = '';
  let end = 0;
  for (const character of text) {
    used += columnsOf(character, previous);
    if (used > columns) break;
    end += character.length;
    previous = character;
  }
  return text.slice(0, end);
}

/** The text, or as much of it as fits with `…` after it. */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  return columns < 1 ? '' : `${fittingStart(text, columns - 1)}…`;
}
