import { expect, test } from 'vitest';
import { annotationCommand, type Annotation } from './workflow-command.ts';

const plain: Annotation = { level: 'error', file: 'ana/a.py', line: 3, title: 'Title', text: 'Text' };

test.each<[string, Partial<Annotation>, string]>([
  ['all of it', {}, '::error file=ana/a.py,line=3,title=Title::Text'],
  ['no line', { line: null }, '::error file=ana/a.py,title=Title::Text'],
  ['a line means nothing without a file', { file: null }, '::error title=Title::Text'],
  ['a file that has characters one cannot see is not named', { file: 'ana/\u202ea.py' }, '::error title=Title::Text'],
  ['several lines', { text: 'a\nb' }, '::error file=ana/a.py,line=3,title=Title::a%0Ab'],
  ['percent signs', { text: '100%0A', title: '5%' }, '::error file=ana/a.py,line=3,title=5%25::100%250A'],
  [
    'separators',
    { file: 'a,b:c.py', title: 'a::b,c=d' },
    '::error file=a%2Cb%3Ac.py,line=3,title=a%3A%3Ab%2Cc=d::Text',
  ],
  [
    'what a terminal would obey',
    { title: '\u001b[1m\r', text: '\u001b[2J\r' },
    '::error file=ana/a.py,line=3,title=\\x1b[1m\\r::\\x1b[2J\\r',
  ],
  ['no error', { level: 'notice' }, '::notice file=ana/a.py,line=3,title=Title::Text'],
])('%s', (_, changed, command) => {
  expect(annotationCommand({ ...plain, ...changed })).toBe(command);
});
