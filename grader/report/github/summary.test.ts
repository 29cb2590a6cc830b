import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import type { SubmissionGrade } from '../../model/grade.ts';
import { renderSummary } from '../github.ts';
import type { ReportedAll } from '../reported.ts';
import { tcpEcho } from '../sample/exercise.ts';
import { hostileGrade } from '../sample/hostile-grade.ts';
import { inLab, mixedLab, week2 } from '../sample/lab-grades.ts';
import { full, mixed } from '../sample/server-grades.ts';

const roomy = 1024 * 1024;

function all(grades: readonly SubmissionGrade[], lang: 'es' | 'en' = 'en'): ReportedAll {
  const submissions = grades.map((grade) => ({
    grade,
    lab: grade.lab === null ? undefined : week2,
    given: () => ['entregas/PracticaSockets_Ana'],
    inRepository: (file: string) => file,
  }));
  return { submissions, exercises: grades.some(({ lab }) => lab !== null) ? inLab : [tcpEcho], lang };
}

describe.each(['es', 'en'] as const)('the summary (%s)', (lang) => {
  test.each([
    ['mixed', mixed],
    ['full', full],
    ['lab', mixedLab],
  ])('of %s', async (name, grade) => {
    await expect(renderSummary(all([grade], lang), roomy)).toMatchFileSnapshot(`../golden/summary-${name}.${lang}.md`);
  });
});

type Node = { readonly type: string; readonly value?: string; readonly children?: readonly Node[] };

function nodesIn(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesIn)];
}

function nodesOf(text: string): Node[] {
  return nodesIn(fromMarkdown(renderSummary(all([hostileGrade(text), hostileGrade(text)]), roomy)));
}

describe('what a student wrote is no markup', () => {
  const harmless = nodesOf('hola').map(({ type }) => type);

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://example.com/x.png)',
    '[x](javascript:alert(1))',
    '](x) **bold** _em_ ~~no~~ `code` # no',
    '# heading',
    '| a | b |',
    '\n\n# heading\n\n<b>\n',
    '```',
    '``````````\n# heading\n<b>x</b>',
    '~~~~~~~~\n<b>',
    '<!-- ',
    '&lt;b&gt; &#60;b&#62;',
    '@somebody #1 https://example.com www.example.com a@example.com',
    '</code></details>',
    '\u0000\u001b[2J\u202e',
  ])('%j', (text) => {
    const nodes = nodesOf(text);
    expect(nodes.map(({ type }) => type)).toEqual(harmless);
    const html = new Set(nodes.filter(({ type }) => type === 'html').map(({ value }) => value));
    expect(html).toEqual(new Set(['<code>', '</code>']));
    const outside = nodes.filter(({ type }) => type === 'text').map(({ value }) => value ?? '');
    expect(outside.join('')).not.toMatch(/[\p{Cc}\p{Cf}](?<!\n)/u);
  });

  test('and is shown as it is', () => {
    const shown = nodesOf('<b>| [x](y) `').filter(({ type }) => type === 'text');
    expect(shown.map(({ value }) => value)).toContain('<b>| [x](y) `');
  });
});

test('a failure is told in a block that nothing in it can end', () => {
  const output = '``````\nno block\n```';
  const blocks = nodesOf(output).filter(({ type }) => type === 'code');
  expect(blocks.length).toBeGreaterThan(2);
  expect(blocks.some(({ value }) => value?.includes('stderr │ ``````\n') === true)).toBe(true);
});
