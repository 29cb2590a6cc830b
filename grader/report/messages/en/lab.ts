/** A lab and its report, in English. */
import { showText } from '../../bytes-text.ts';
import type { LabWords } from '../catalogue.ts';
import { list, number } from './phrases.ts';

export const lab: LabWords = {
  lab: 'Lab',
  report: 'Report',
  notHandedIn: 'not handed in',
  bonusPart: 'bonus',
  sections: {
    HEADING_MISSING: (_, heading) => ({
      what: `There is no heading “${heading}”.`,
      tryThis: `Add it as the template has it (## ${heading}) and answer below it.`,
    }),
    EMPTY: () => ({
      what: 'There is nothing below the heading.',
      tryThis: 'Write your answer there, in your own words.',
    }),
    TEMPLATE_ONLY: () => ({
      what: 'There are only the words of the template.',
      tryThis:
        'Write your answer below them, in your own words. What stands inside a comment (<!-- -->) does not count.',
    }),
    TOO_SHORT: ({ words, wanted }) => ({
      what:
        words === 0
          ? 'You show what happened, but your answer is missing.'
          : `Your answer has ${number(words, 'word', 'words')}, without those of the template; it needs at least ${wanted}.`,
      tryThis: 'Explain what you saw and why it happened.',
    }),
    EVIDENCE_MISSING: () => ({
      what: 'What happened is not shown.',
      tryThis:
        'Paste what the terminal showed into a code block (between two lines of ```), or add a screenshot: ![screenshot](evidencia/captura.png).',
    }),
    PICTURE_MISSING: ({ path }) => ({
      what: `The picture ${showText(path)} is not in what you handed in.`,
      tryThis:
        'Put the file into your folder, for example into evidencia/, and write its path from the folder of the report: ![screenshot](evidencia/captura.png).',
    }),
  },
  reports: {
    REPORT_MISSING: ({ lookedFor, found }, { template }) => ({
      what: `There is no file ${lookedFor}.${found.length === 0 ? '' : ` Other documents that are there: ${list(found.map(showText))}.`}`,
      tryThis: `Copy the template of the lab, ${template}, to ${lookedFor} and fill it in. A report in another format (Word, PDF) cannot be read.`,
    }),
    REPORT_UNREADABLE: (_, { file }) => ({
      what: `There is no permission to read ${file}.`,
      tryThis: 'Check the permissions of the file.',
    }),
    REPORT_NOT_UTF8: (_, { file }) => ({
      what: `${file} is not saved as UTF-8 and cannot be read.`,
      tryThis: 'Open it in your editor and save it with the encoding UTF-8.',
    }),
    REPORT_TOO_LARGE: ({ limitBytes }, { file }) => ({
      what: `${file} is too large: up to ${limitBytes / 1024} KiB are read.`,
      tryThis: 'Keep only the lines of the output that matter, and put pictures into files of their own.',
    }),
  },
  toBeMarked: 'To be marked by hand: what your answers say',
  open: (points) => `${points} ${points === '1' ? 'point is' : 'points are'} still to be marked by hand`,
  nextReport: (file) => `Go on with the report, ${file}.`,
  nextSection: (heading, file) => `Go on with “${heading}” of the report (${file}).`,
};
