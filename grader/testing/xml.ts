/** Reads XML as a strict reader does: whatever is not well-formed is an error. */
import { SaxesParser } from 'saxes';

export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** The text in it, without that of its children. */
  text: string;
};

/** The root element; throws an error that says what is wrong, and where. */
export function readXml(text: string): XmlElement {
  if (!text.isWellFormed()) throw new Error('A lone surrogate is no character');
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const parser = new SaxesParser({ position: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = {
      name,
      attributes: Object.fromEntries(Object.entries(attributes)),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (words) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += words;
  });
  for (const event of ['cdata', 'comment', 'processinginstruction', 'doctype'] as const) {
    parser.on(event, () => {
      throw new Error(`There is a ${event} in it`);
    });
  }
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const [root] = document.children;
  if (root === undefined) throw new Error('There is no element in it');
  return root;
}

/** All elements of that name, in the order of the document. */
export function elementsIn(element: XmlElement, name: string): XmlElement[] {
  const within = element.children.flatMap((child) => elementsIn(child, name));
  return element.name === name ? [element, ...within] : within;
}
