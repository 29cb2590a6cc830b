/**
 * XML 1.0 (https://www.w3.org/TR/xml/#charsets). Many characters have no place in it, not even as a reference: they are
 * shown as in every other report, `\x1b` for an escape.
 */
import { showText } from './bytes-text.ts';

/** Attributes that are null are left out. */
export type Attributes = Readonly<Record<string, string | number | null>>;

/** An element on lines of its own around its children; one without any is empty. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const start = startOf(name, attributes);
  return children.length === 0 ? `<${start}/>` : [`<${start}>`, ...children, `</${name}>`].join('\n');
}

/** An element with nothing in it but text, which keeps its lines. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return `<${startOf(name, attributes)}>${text.split('\n').map(escaped).join('\n')}</${name}>`;
}

function startOf(name: string, attributes: Attributes): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  return `${name}${written.join('')}`;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(line: string): string {
  return showText(line).replaceAll(/[&<>"']/g, (character) => references[character] ?? '');
}
