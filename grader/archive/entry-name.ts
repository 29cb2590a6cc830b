/**
 * Names in archives that do not say how they are written: UTF-8 if they can be, otherwise the code page of an old
 * Windows. Pages 437 and 850 have the lower-case letters of Spanish in the same places, and where they differ 437 has
 * frames and Greek, which nobody has in a name: so 850 does for both.
 */

/** Characters 0x80 to 0xff of code page 850. */
const page850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** Letters and signs that names in Spanish have beyond ASCII. */
const spanish = /^[\p{ASCII}áéíóúüñÁÉÍÓÚÜÑ¿¡ºª]*$/u;
const capitalInsideWord = /\p{Ll}[ÁÉÍÓÚÜÑ]/u;

export function decodeName(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return decodeOldName(raw);
  }
}

/** Page 850, unless that gives what nobody writes and the code page of Windows itself gives Spanish. */
function decodeOldName(raw: Uint8Array): string {
  const forms = [as850(raw), new TextDecoder('windows-1252').decode(raw)];
  return forms.find((name) => spanish.test(name) && !capitalInsideWord.test(name)) ?? as850(raw);
}

function as850(raw: Uint8Array): string {
  return Array.from(raw, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (page850[byte - 0x80] ?? ''))).join('');
}
