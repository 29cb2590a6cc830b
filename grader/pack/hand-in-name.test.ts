import { expect, test } from 'vitest';
import { labSchema } from '../spec/lab.ts';
import { archiveName } from './hand-in-name.ts';

const lab = labSchema.parse({
  id: 'week-2',
  title: { es: 'Semana 2', en: 'Week 2' },
  parts: [{ exercise: 'tcp-echo', points: 100 }],
  handIn: { archive: 'PracticaSockets_{name}.zip', folder: 'python' },
});

test.each([
  ['Ana', 'Ana'],
  ['ana  maría pérez', 'AnaMaríaPérez'],
  ['Núñez Güell, José', 'NúñezGüellJosé'],
  ['Mari\u0301a', 'María'],
  ['ana_pérez-2', 'Ana_pérez-2'],
  ['../../etc/passwd', 'EtcPasswd'],
  ['C:\\a', 'CA'],
  ['\u001b[2JAna\n', '2JAna'],
  ['$& $1', '1'],
  ['王小明', '王小明'],
  ['a'.repeat(500), `A${'a'.repeat(59)}`],
])('%j makes %j', (student, name) => {
  expect(archiveName(lab, student)).toBe(`PracticaSockets_${name}.zip`);
});

test.each(['', ' ', '...', '--', '_', '🙂'])('%j is no name', (student) => {
  expect(archiveName(lab, student)).toBeNull();
});
