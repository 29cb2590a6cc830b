/** A lab for the tests of the reports, and grades of it: with a bit of everything, without a report, with everything. */
import type { SubmissionGrade } from '../../model/grade.ts';
import type { LabGrade, ReportGrade, ReportProblem, SectionProblem, SectionResult } from '../../model/lab-grade.ts';
import type { Exercise } from '../../spec/exercise.ts';
import type { Lab, LabSection } from '../../spec/lab.ts';
import { tcpEcho } from './exercise.ts';
import { finding } from './findings.ts';
import { failed, gradeOf, passed, result, serverInPython, submissionOf } from './grade-builder.ts';

const udpEcho: Exercise = { ...tcpEcho, id: 'udp-echo', title: { es: 'Eco por UDP', en: 'UDP echo' } };
const tcpChat: Exercise = { ...tcpEcho, id: 'tcp-chat', title: { es: 'Chat por TCP', en: 'TCP chat' } };
export const inLab: readonly Exercise[] = [tcpEcho, udpEcho, tcpChat];

const headings = ['Experimento A', 'Experimento B', 'Experimento C', 'TCP y UDP', 'Puertos', 'Errores', 'Conclusión'];

export const week2: Lab = {
  id: 'week-2',
  title: { es: 'Semana 2: eco por TCP y UDP', en: 'Week 2: TCP and UDP echo' },
  parts: [
    { exercise: 'tcp-echo', points: 40, bonus: false },
    { exercise: 'udp-echo', points: 40, bonus: false },
    { exercise: 'tcp-chat', points: 5, bonus: true },
  ],
  report: {
    file: 'REPORTE.md',
    template: 'template.md',
    sections: headings.map((heading): LabSection => ({
      heading: [heading],
      points: 2,
      byHand: 1,
      evidence: true,
      words: 5,
    })),
  },
  handIn: { archive: 'PracticaSockets_{name}.zip', folder: 'python' },
};

function sections(...problems: readonly (SectionProblem | null)[]): SectionResult[] {
  return headings.map((heading, at): SectionResult => {
    const problem = problems[at] ?? null;
    return { heading, points: problem === null ? 2 : 0, maxPoints: 2, byHand: 1, problem };
  });
}

const missing = finding('PROGRAM_MISSING', { program: 'server', lookedFor: ['udp_server.py'], found: [] });
const tcp = gradeOf([result('opens-its-port', passed), result('serves-a-burst', passed)], [serverInPython]);
const udp = { ...gradeOf([failed('opens-its-port', [], missing)], [], [], 'udp-echo'), language: '' };
const chat = gradeOf([result('opens-its-port', passed)], [serverInPython], [], 'tcp-chat');
const inC = { ...gradeOf([failed('opens-its-port', [], missing)], []), language: 'c' };

/** The third language, in C, counts for nothing. */
function submission(lab: Partial<LabGrade>, report: ReportGrade): SubmissionGrade {
  const whole: LabGrade = {
    lab: 'week-2',
    parts: [
      { exercise: 'tcp-echo', language: 'python', points: 44, maxPoints: 40, bonus: false },
      { exercise: 'udp-echo', language: '', points: 0, maxPoints: 40, bonus: false },
      { exercise: 'tcp-chat', language: 'python', points: 5, maxPoints: 5, bonus: true },
    ],
    report,
    score: 51,
    maxScore: 101,
    toBeMarked: 7,
    ...lab,
  };
  const { score, maxScore } = whole;
  return { ...submissionOf(tcp, inC, udp, chat), lab: whole, score, maxScore };
}

export const mixedLab = submission(
  {},
  {
    file: 'docs/REPORTE.md',
    problem: null,
    sections: sections(
      null,
      { code: 'HEADING_MISSING' },
      { code: 'EMPTY' },
      { code: 'TEMPLATE_ONLY' },
      { code: 'TOO_SHORT', words: 3, wanted: 5 },
      { code: 'EVIDENCE_MISSING' },
      { code: 'PICTURE_MISSING', path: 'evidencia/captura.png' },
    ),
  },
);

export function withProblem(file: string | null, problem: ReportProblem): SubmissionGrade {
  const lost = headings.map((heading) => ({ heading, points: 0, maxPoints: 2, byHand: 0, problem: null }));
  return submission({ score: 49, toBeMarked: 0 }, { file, problem, sections: lost });
}

const udpInPython = { exercise: 'udp-echo', language: 'python', points: 40, maxPoints: 40, bonus: false };

/** Everything a program can decide is earned; with `open`, one section is not. */
export function nearlyAll(open: SectionProblem | null = null): SubmissionGrade {
  const parts = [{ exercise: 'tcp-echo', language: 'python', points: 40, maxPoints: 40, bonus: false }, udpInPython];
  const right = gradeOf([result('opens-its-port', passed)], [serverInPython]);
  const report = { file: 'REPORTE.md', problem: null, sections: sections(open) };
  const whole = submission({ parts, score: 94, toBeMarked: 1 }, report);
  return { ...whole, grades: [right, { ...right, exercise: 'udp-echo' }, inC] };
}
