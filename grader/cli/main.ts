/** The commands and their options; what they do is loaded only when one is chosen. */
import { Command, Option } from '@commander-js/extra-typings';
import { addBatch } from './batch/command.ts';
import { speak } from './command-words.ts';
import { explain } from './explain-error.ts';
import { leaveWhenInterrupted } from './interrupt.ts';
import {
  collect,
  formatOption,
  isolationOption,
  kernelOption,
  lang,
  langOption,
  say,
  wholeNumber,
  workersOption,
} from './options.ts';
import { addSoak } from './soak-command.ts';
import { cliWords } from './words.ts';

function addGrade(program: Command): void {
  program
    .command('grade')
    .usage(say('-- [CARPETA...] [opciones]', '-- [FOLDER...] [options]'))
    .description(say('califica programas de sockets', 'grades socket programs'))
    .argument(
      '[paths...]',
      say(
        'carpetas, programas sueltos o archivos .zip, .tar, .tar.gz o .tgz; sin ninguno, lo que empezaste en exercises/',
        'folders, single programs, or archives (.zip, .tar, .tar.gz, .tgz); without any, what you started under exercises/',
      ),
    )
    .option('--exercise <id>', say('solo este ejercicio', 'only this exercise'))
    .option('--lab <id>', say('una práctica completa', 'a whole lab'))
    .option(
      '--check <id>',
      say('solo esta comprobación y las que necesita', 'only this check and those it needs'),
      collect,
      [],
    )
    .option(
      '--program <program=file>',
      say(
        'qué archivo es qué programa, p. ej. server=servidor.py',
        'which file is which program, e.g. server=server.py',
      ),
      collect,
      [],
    )
    .addOption(formatOption)
    .option('--output <file>', say('guarda el resultado en un archivo', 'write the result to a file'))
    .option(
      '--verbose',
      say('muestra todo lo que pasó en cada comprobación', 'show all that happened in every check'),
      false,
    )
    .addOption(langOption)
    .addOption(isolationOption)
    .addOption(kernelOption)
    .addOption(workersOption)
    .action(async (paths, options) => {
      const { grade } = await import('./grade.ts');
      process.exitCode = await grade(paths, {
        exercise: undefined,
        lab: undefined,
        output: undefined,
        ...options,
        lang,
      });
    });
}

function addPack(program: Command): void {
  program
    .command('pack')
    .usage(say('-- --lab ID --name "NOMBRE" [CARPETA] [opciones]', '-- --lab ID --name "NAME" [FOLDER] [options]'))
    .description(say('hace el .zip de una práctica para entregarlo', 'makes the .zip of a lab, to be handed in'))
    .argument(
      '[path]',
      say(
        'carpeta de la práctica; sin ella, lo que empezaste en exercises/',
        'folder of the lab; without it, what you started under exercises/',
      ),
    )
    .requiredOption('--lab <id>', say('la práctica', 'the lab'))
    .requiredOption('--name <name>', say('tu nombre', 'your name'))
    .option(
      '--force',
      say('reemplaza un archivo que no hizo este comando', 'replaces a file that this command did not make'),
      false,
    )
    .addOption(langOption)
    .addOption(isolationOption)
    .addOption(kernelOption)
    .addOption(workersOption)
    .action(async (path, options) => {
      const { pack } = await import('./pack.ts');
      process.exitCode = await pack(path, { ...options, lang });
    });
}

function addCalibrate(program: Command): void {
  program
    .command('calibrate')
    .usage(say('-- [EJERCICIO...] [opciones]', '-- [EXERCISE...] [options]'))
    .description(
      say(
        'prueba las comprobaciones con programas correctos y rotos (para autores; sus resultados están en inglés)',
        'proves the checks with right and broken programs',
      ),
    )
    .argument('[exercises...]', say('ejercicios; sin ninguno, todos', 'exercises; without any, all of them'))
    .option(
      '--only <name>',
      say('solo el programa de prueba de este nombre', 'only the specimen of this name'),
      collect,
      [],
    )
    .option(
      '--brief',
      say(
        'solo lo básico de los programas correctos y, de los rotos, las comprobaciones que deben fallar',
        'of right programs only what is basic, of broken ones only the checks they must fail',
      ),
      false,
    )
    .option(
      '--portion',
      say(
        'breve, y solo una referencia y los programas que basten para probar cada comprobación',
        'brief, and only one reference and as many specimens as prove every check',
      ),
      false,
    )
    .addOption(langOption)
    .addOption(isolationOption)
    .addOption(kernelOption)
    .addOption(workersOption)
    .action(async (exercises, options) => {
      const { calibrateAll } = await import('./calibrate.ts');
      process.exitCode = await calibrateAll(exercises, { ...options, lang });
    });
}

function addBench(program: Command): void {
  program
    .command('bench')
    .usage(say('[-- opciones]', '[-- options]'))
    .description(
      say(
        'mide lo que tarda, comparado con solo iniciar los programas',
        'measures its speed against only starting programs',
      ),
    )
    .addOption(
      new Option('--rounds <count>', say('cuántas veces se mide todo', 'how often everything is measured'))
        .argParser(wholeNumber(64))
        .default(5),
    )
    .addOption(
      new Option('--class <count>', say('cuántos estudiantes tiene el curso que se mide', 'students of the class'))
        .argParser(wholeNumber(2000))
        .default(100),
    )
    .option('--output <file>', say('dónde guardar las medidas', 'where to write the measurements'), 'bench.json')
    .option(
      '--quick',
      say('una vuelta con poco: para ver que funciona', 'one round of little: to see that it works'),
      false,
    )
    .addOption(langOption)
    .addOption(isolationOption)
    .addOption(workersOption)
    .action(async (options) => {
      const { benchAll } = await import('./bench.ts');
      process.exitCode = await benchAll({ ...options, lang });
    });
}

function addGenerate(program: Command): void {
  program
    .command('generate')
    .description(
      say(
        'revisa los ejercicios y escribe los archivos que se derivan de ellos',
        'checks the exercises and writes the files that follow from them',
      ),
    )
    .addOption(langOption)
    .action(async () => {
      const { generate } = await import('./generate.ts');
      await generate(lang);
    });
}

function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      say(
        'dice qué puede hacer esta máquina y cómo obtener lo que falta (código 0: se puede calificar el trabajo propio sin perder nada; 1: con menos; 3: no se puede)',
        'tells what this machine can do and how to get what it lacks (exit code 0: your own work can be graded and nothing is lost; 1: with less; 3: it cannot)',
      ),
    )
    .addOption(langOption)
    .action(async () => {
      const { doctor } = await import('./doctor.ts');
      process.exitCode = await doctor(lang);
    });
}

function buildProgram(): Command {
  const program = new Command('socklab').exitOverride().showHelpAfterError();
  speak(program, lang);
  addGrade(program);
  addPack(program);
  addBatch(program);
  addCalibrate(program);
  addBench(program);
  addSoak(program);
  addGenerate(program);
  addDoctor(program);
  return program;
}

/** npm starts scripts in the project's folder, and tells where the user stands: paths start from there. */
function standWithUser(): void {
  process.chdir(process.env['INIT_CWD'] ?? process.cwd());
}

async function run(): Promise<void> {
  try {
    leaveWhenInterrupted(cliWords(lang).interrupted);
    standWithUser();
    await buildProgram().parseAsync();
  } catch (error) {
    process.exitCode = await explain(error, lang);
  }
}

await run();
