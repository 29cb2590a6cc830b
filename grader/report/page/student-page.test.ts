import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { BatchResult } from '../../model/handed-in.ts';
import type { Lang } from '../messages/words.ts';
import { aClass, graded, handedIn, inWeek2, onlyEcho } from '../sample/class.ts';
import { hostileClass, hostileText } from '../sample/hostile-class.ts';
import { withProblem } from '../sample/lab-grades.ts';
import { client, unready } from '../sample/other-grades.ts';
import { full, mixed } from '../sample/server-grades.ts';
import { renderStudentPage } from './student-page.ts';
import { style } from './style.ts';

const langs = ['es', 'en'] as const;
const [ana, luis, , , refused, troubled] = aClass;

function page(result: BatchResult | undefined, lang: Lang, assignment = inWeek2): string {
  if (result === undefined) throw new Error('No such student in the class');
  return renderStudentPage(result, assignment, lang);
}

const noReport = withProblem(null, { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: ['Reporte.docx'] });
const eva = handedIn('Eva Ruiz');

const everyPage: readonly (readonly [string, (lang: Lang) => string])[] = [
  ['a server with a bit of everything', (lang) => page(graded(eva, mixed), lang, onlyEcho)],
  ['a client', (lang) => page(graded(eva, client), lang, onlyEcho)],
  ['nothing to correct', (lang) => page(graded(eva, full), lang, onlyEcho)],
  ['programs that cannot be graded', (lang) => page(graded(eva, unready), lang, onlyEcho)],
  ['a lab', (lang) => page(luis, lang)],
  ['a lab with everything', (lang) => page(ana, lang)],
  ['a lab without its report', (lang) => page(graded(eva, noReport), lang)],
  ['what cannot be graded', (lang) => page(refused, lang)],
  ['a fault of the grader', (lang) => page(troubled, lang)],
  ...hostileClass.map((result, at) => [`hostile ${at}`, (lang: Lang) => page(result, lang, onlyEcho)] as const),
];

describe.each(langs)('the page of a student (%s)', (lang) => {
  test.each([
    ['mixed', 0],
    ['lab', 4],
    ['ungradable', 7],
    ['grader-error', 8],
  ])('%s', async (name, at) => {
    const text = everyPage[at]
      ?.[1](lang)
      .replace(/sha256-[^&]*/, '')
      .replace(/<style>[^]*<\/style>/, '');
    await expect(text).toMatchFileSnapshot(`../golden/page-${name}.${lang}.txt`);
  });
});

/** Elements and attributes of a page, and what is left open or closed twice. */
function marksOf(text: string) {
  const open: string[] = [];
  const faults: string[] = [];
  const elements = new Set<string>();
  const attributes = new Set<string>();
  const body = text.replace(/<style>[^<]*<\/style>/, '');
  for (const [tag, slash, name = '', rest = ''] of body.matchAll(/<(\/?)([a-zA-Z!][^\s>]*)([^>]*)>/g)) {
    elements.add(name);
    for (const [, attribute = ''] of rest.matchAll(/\s([\w-]+)(?==")/g)) attributes.add(attribute);
    if (!/^(?:\s+[\w-]+="[^"<>]*")*\s*\/?$/.test(rest) && name !== '!doctype') faults.push(tag);
    if (slash === '/') {
      if (open.pop() !== name) faults.push(tag);
    } else if (!['!doctype', 'meta'].includes(name)) open.push(name);
  }
  return { faults: [...faults, ...open], elements, attributes };
}

const usedElements = new Set(
  `!doctype html head meta title style body header main section footer p div span h1 h2 h3 h4 h5 h6 ul ol li dl dt dd
   pre code mark details summary table thead tbody tr th td`.split(/\s+/),
);
const usedAttributes = new Set(
  'lang charset http-equiv content name class id scope tabindex role aria-labelledby aria-hidden aria-label'.split(' '),
);

describe.each(everyPage)('the page of %s', (_, render) => {
  test.each(langs)('closes what it opens, and has no element or attribute that does anything (%s)', (lang) => {
    const { faults, elements, attributes } = marksOf(render(lang));
    expect(faults).toEqual([]);
    expect([...elements].filter((name) => !usedElements.has(name))).toEqual([]);
    expect([...attributes].filter((name) => !usedAttributes.has(name))).toEqual([]);
  });

  test.each(langs)('has a language, one first heading, and headings that leave no level out (%s)', (lang) => {
    const text = render(lang);
    expect(text).toContain(`<html lang="${lang}">`);
    const levels = [...text.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  });

  test('has ids that are there once', () => {
    const ids = [...render('es').matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const named = [...render('es').matchAll(/ aria-labelledby="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

test('a browser may apply the style of the page and no other, run nothing and load nothing', () => {
  const text = page(ana, 'es');
  const applied = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
  const hash = createHash('sha256').update(applied).digest('base64');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll('&#39;', "'");
  expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('<style>'));
  expect(applied).not.toMatch(/url\(|@import/);
});

test('what strangers wrote stands in the page as text, and nothing of it is unseen', () => {
  for (const result of hostileClass) {
    const text = page(result, 'es', onlyEcho);
    expect(text).not.toMatch(/<script|<img/i);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
  expect(hostileText).toContain('<script>');
  expect(page(hostileClass[0], 'es', onlyEcho)).toContain('&#60;script&#62;');
});

test('what ended the grader is not told to the student', () => {
  expect(page(troubled, 'es')).not.toMatch(/worker|pool\.ts/);
});

test('only the first difference on is marked', () => {
  const text = page(graded(eva, mixed), 'en', onlyEcho);
  expect(text).toContain('&#34;Hola Mundo Cruel<mark>\\n&#34;</mark>');
});

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.slice(1).replaceAll(/./g, '$&$&') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const palettes = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, rules = '']) => {
  const colours = [...rules.matchAll(/--(\w+): (#\w+)/g)].map(([, name = '', colour = '']) => [name, colour] as const);
  return new Map(colours);
});

const readable = ['ink', 'soft', 'good', 'bad', 'warn'].flatMap((text) => [`${text} paper`, `${text} panel`]);

test.each([...readable, 'ink mark'])('%s: can be read by light, by night and on paper', (pair) => {
  const [text = '', behind = ''] = pair.split(' ');
  const contrasts = palettes.map((colours) => contrast(colours.get(text) ?? '', colours.get(behind) ?? ''));
  expect(contrasts).toHaveLength(3);
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
});
