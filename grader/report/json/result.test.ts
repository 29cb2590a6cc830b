import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromText } from '../../model/bytes.ts';
import type { SubmissionGrade } from '../../model/grade.ts';
import type { Observation, Timeline, Unstamped } from '../../model/observation.ts';
import { exerciseSchema, type Exercise } from '../../spec/exercise.ts';
import { fromResult } from '../../testing/from-result.ts';
import { writtenBytes } from '../written-bytes.ts';
import { everyFact } from '../sample/every-fact.ts';
import { tcpEcho } from '../sample/exercise.ts';
import { done, gaveUp, timeline } from '../sample/facts.ts';
import { everyDifference, everyFinding, finding, inRecv } from '../sample/findings.ts';
import { failed, gradeOf, result, serverInPython, submissionOf } from '../sample/grade-builder.ts';
import { mixedLab, withProblem } from '../sample/lab-grades.ts';
import { client, unready } from '../sample/other-grades.ts';
import { full, mixed } from '../sample/server-grades.ts';
import { parseResult } from './result-schema.ts';
import { resultText } from './result-text.ts';
import { toResult } from './to-result.ts';

const longBytes = 100_000;

const long: Exercise = exerciseSchema.parse({
  ...tcpEcho,
  checks: [
    {
      id: 'echoes-a-long-message',
      of: 'server',
      level: 'robust',
      title: { es: 'x', en: 'x' },
      steps: [
        { start: 'server' },
        { connect: 'alice' },
        { send: { peer: 'alice', random: { bytes: longBytes, seed: 1, of: 'bytes' } } },
        { expect: { peer: 'alice', template: '{sent}' } },
      ],
    },
  ],
});

const [longCheck] = long.checks;
const send = longCheck?.steps[2];
const payload = (send?.do === 'send' ? writtenBytes(send.payload) : null) ?? new Uint8Array();

/** Through the text of the document and back, as when a saved result is judged again. */
function throughText(grade: SubmissionGrade, exercises: readonly Exercise[] = [tcpEcho]): SubmissionGrade {
  return fromResult(parseResult(JSON.parse(resultText(toResult(grade, exercises)))), exercises);
}

function gradeWith(facts: Timeline): SubmissionGrade {
  return submissionOf(gradeOf([result('echoes-one-message', { kind: 'passed' }, facts)], [serverInPython]));
}

function echo(received: readonly Uint8Array[]): Timeline {
  const chunks = received.map((bytes): Unstamped => ({ kind: 'received', peer: 'alice', bytes }));
  return timeline(done(2, { kind: 'sent', peer: 'alice', bytes: payload }), gaveUp(3, 'quiet', inRecv, ...chunks));
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

function longGrade(facts: Timeline): SubmissionGrade {
  const expected = payload;
  const received = concat(facts.flatMap((fact) => (fact.kind === 'received' ? [fact.bytes] : [])));
  const truncated = finding('REPLY_TRUNCATED', {
    peer: 'alice',
    expected,
    received,
    ending: 'quiet',
    waits: inRecv,
    ownTimeMs: 3,
  });
  const check = { ...failed('echoes-one-message', facts, truncated), check: 'echoes-a-long-message' };
  return submissionOf(gradeOf([check], [serverInPython]));
}

describe('the result document', () => {
  test.each([
    ['a bit of everything', mixed],
    ['nothing to correct', full],
    ['a client', client],
    ['programs that cannot be graded', unready],
    ['every kind of fact', gradeWith(everyFact)],
    ['a lab', mixedLab],
    ['a lab without a report', withProblem(null, { code: 'REPORT_MISSING', lookedFor: 'a.md', found: ['b.txt'] })],
  ])('gives the same grade back: %s', (_, grade) => {
    expect(throughText(grade)).toEqual(grade);
  });

  test('gives every finding back', () => {
    const [first, ...others] = [...everyFinding, ...everyDifference];
    if (first === undefined) throw new Error('no findings');
    const grade = submissionOf(
      gradeOf([failed('echoes-one-message', everyFact, first, ...others)], [serverInPython], everyFinding),
    );
    expect(throughText(grade)).toEqual(grade);
  });

  test('shows text as text and an echo as an echo', () => {
    const bytes = fromText('abcdefgh'.repeat(10));
    const facts = timeline(
      { kind: 'sent', peer: 'alice', bytes },
      { kind: 'received', peer: 'alice', bytes: bytes.subarray(0, 70) },
      { kind: 'received', peer: 'alice', bytes: Uint8Array.of(0xff) },
    );
    const [grade] = toResult(gradeWith(facts), [tcpEcho]).grades;
    expect(grade?.checks[0]?.timeline.map((fact) => ('bytes' in fact ? fact.bytes : null))).toEqual([
      { text: 'abcdefgh'.repeat(10) },
      { echoOf: [0, 70] },
      { base64: '/w==' },
    ]);
  });

  test('a long echo takes no room, not even in the finding', () => {
    const grade = longGrade(echo(pieces(payload.subarray(0, 70_000), 8192)));
    const text = resultText(toResult(grade, [long]));
    expect(text.length).toBeLessThan(8000);
    expect(throughText(grade, [long])).toEqual(grade);
  });

  test('bytes that belong to nothing known are written out', () => {
    const grade = longGrade(echo([payload.toReversed()]));
    expect(throughText(grade, [long])).toEqual(grade);
    expect(throughText(grade, [])).toEqual(grade);
  });

  test('a document made with another version of the exercise says so', () => {
    const document = toResult(longGrade(echo([payload])), [long]);
    expect(() => fromResult(document, [tcpEcho])).toThrow('is not the one the result was made with');
  });

  test('invisible characters are escaped in the text of the document', () => {
    const text = resultText(
      toResult({ ...mixed, submission: { name: 'a\u202e\u009b\u{e0001}\u115f\u00a0', path: '.' } }, [tcpEcho]),
    );
    expect(text).toContain(String.raw`"a\u202e\u009b\udb40\udc01\u115f\u00a0"`);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('has nothing of a lab where there is none', () => {
    expect(toResult(full, [tcpEcho])).not.toHaveProperty('lab');
  });

  test('unknown keys and other documents are refused', () => {
    expect(() => parseResult({ schema: 'socklab/result/v2' })).toThrow('socklab/result/v1');
    expect(() => parseResult({ ...toResult(full, [tcpEcho]), extra: 1 })).toThrow('extra');
  });

  test('gives any timeline back', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), fc.boolean(), (facts, withExercise) => {
        const grade = gradeWith(facts);
        const exercises = withExercise ? [tcpEcho] : [];
        expect(throughText(grade, exercises)).toEqual(grade);
      }),
      { numRuns: 200 },
    );
  });

  test('gives any conversation back, however the echo is cut and wherever it goes wrong', () => {
    const cut = fc.tuple(fc.integer({ min: 1, max: 20_000 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 8 }), (cuts) => {
        let offset = 0;
        const received = cuts.map(([size, broken]) => {
          const part = payload.slice(offset, offset + size);
          offset += size;
          if (broken && part.length > 0) part[0] = ((part[0] ?? 0) + 1) & 0xff;
          return part;
        });
        const grade = longGrade(echo(received));
        expect(throughText(grade, [long])).toEqual(grade);
      }),
      { numRuns: 15 },
    );
  });
});

const peer = fc.constantFrom('alice', 'bob');
const count = fc.nat({ max: 5 });
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }).map(fromText),
  fc.nat({ max: 3 }).map((seed) => fromText(`${seed}`.repeat(80))),
  fc.constant(fromText('Hola Mundo Cruel')),
);
const address = fc.record({ host: fc.string(), port: count });

const anyFact: fc.Arbitrary<Observation> = fc
  .tuple(
    fc.double({ min: 0, max: 1e6, noNaN: true }).map((atMs) => atMs + 0),
    fc.oneof<fc.Arbitrary<Unstamped>[]>(
      fc.record({ kind: fc.constant('sent' as const), peer, bytes }),
      fc.record({ kind: fc.constant('sent' as const), peer, bytes, from: fc.string() }),
      fc.record({ kind: fc.constant('received' as const), peer, bytes }),
      fc.record({ kind: fc.constant('received' as const), peer, bytes, from: address }),
      fc.record({ kind: fc.constant('step-began' as const), step: count }),
      fc.record({ kind: fc.constant('typed' as const), program: fc.string(), bytes }),
      fc.record({
        kind: fc.constant('program-output' as const),
        program: fc.string(),
        stream: fc.constantFrom('stdout' as const, 'stderr' as const),
        bytes,
        omittedBytes: count,
      }),
      fc.constantFrom(...everyFact),
    ),
  )
  .map(([atMs, fact]) => ({ ...fact, atMs }));
