/** `npm run doctor`: what this machine can do, and how to get what it lacks. */
import { abilityOf, adviceFor } from '../doctor/advice.ts';
import { examineMachine, type Machine } from '../doctor/machine.ts';
import { libraries } from '../launch/languages.ts';
import { showText } from '../report/bytes-text.ts';
import { languageName } from '../report/messages/language-name.ts';
import type { Lang } from '../report/messages/words.ts';
import { doctorWords, type DoctorWords } from './doctor-words.ts';
import { exitCode, type ExitCode } from './exit-code.ts';

const codes = { full: exitCode.allPoints, weaker: exitCode.pointsLost, none: exitCode.unfinished } as const;

/** 0 when one's own work can be graded and nothing is lost, 1 when with less, 3 when it cannot be graded. */
export async function doctor(lang: Lang): Promise<ExitCode> {
  const machine = await examineMachine();
  process.stdout.write(doctorText(machine, lang));
  return codes[abilityOf(machine)];
}

export function doctorText(machine: Machine, lang: Lang): string {
  const words = doctorWords(lang);
  const { headings } = words;
  const advice = adviceFor(machine).flatMap((one) => words.advice(one));
  return [
    `${machine.platform} ${showText(machine.release)}`,
    ...section(headings.isolation, levelLines(machine, words)),
    ...section(headings.languages, languageLines(machine, words)),
    ...section(headings.system, systemLines(machine, words)),
    ...(advice.length === 0 ? [] : section(headings.advice, advice)),
    '',
    words.ability[abilityOf(machine)],
    '',
  ].join('\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  return ['', heading, ...lines.map((line) => `  ${line}`)];
}

function levelLines({ levels }: Machine, words: DoctorWords): string[] {
  return levels.flatMap(({ level, failure }) => {
    const line = `${mark(failure === null)} ${level.padEnd(8)} ${words.level[level]}`;
    return failure === null ? [line] : [line, ...reasonLines(failure)];
  });
}

/** The last words are the ones that say what is wrong. */
function reasonLines(failure: string): string[] {
  const lines = failure.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-3).map((line) => `    ${showText(line.trim()).slice(0, 200)}`);
}

function languageLines({ languages, missingLibraries }: Machine, { absent, library }: DoctorWords): string[] {
  const ofLibraries = Object.entries(libraries).map(([name, one]) => {
    const isThere = !missingLibraries.includes(one.package);
    return `${mark(isThere)} ${name.padEnd(10)} ${library(one.package, isThere)}`;
  });
  const ofLanguages = languages.map(({ language, path, version }) => {
    const found = path === null ? absent : `${showText(version ?? '')} (${showText(path)})`;
    return `${mark(path !== null)} ${languageName(language).padEnd(10)} ${found}`;
  });
  return [...ofLanguages, ...ofLibraries];
}

function systemLines(machine: Machine, words: DoctorWords): string[] {
  const { tools, kernelFacts, userNamespaces, controlGroups, limits, platform } = machine;
  const ofTools = tools.map(
    ({ tool, version }) =>
      `${mark(version !== null)} ${tool.padEnd(10)} ${version === null ? words.absent : showText(version)}`,
  );
  const ofLinux = [words.namespaces(userNamespaces.most), words.groups[controlGroups]];
  const ofLimits = limits.processes === null ? [] : [words.limits(limits.processes, limits.files ?? '')];
  return [
    ...ofTools,
    `${mark(kernelFacts)} ${words.facts(kernelFacts)}`,
    ...[...(platform === 'linux' ? ofLinux : []), ...ofLimits].map((line) => `  ${line}`),
  ];
}

function mark(isThere: boolean): string {
  return isThere ? '✓' : '✗';
}
