/** The options of `grade:batch`; what it does is loaded only when it is chosen. */
import type { Command } from '@commander-js/extra-typings';
import { batchWorkersOption, isolationOption, kernelOption, lang, langOption, say } from '../options.ts';

export function addBatch(program: Command): void {
  program
    .command('grade:batch')
    .usage(say('-- ENTREGAS... --lab ID --out CARPETA [opciones]', '-- SUBMISSIONS... --lab ID --out FOLDER [options]'))
    .description(say('califica las entregas de un curso entero', 'grades what a whole class handed in'))
    .argument(
      '[submissions...]',
      say(
        'lo que se descargó de la plataforma, o una carpeta o un archivo de cada estudiante',
        'what was downloaded from the platform, or a folder or an archive of each student',
      ),
    )
    .option('--lab <id>', say('la práctica', 'the lab'))
    .option('--exercise <id>', say('un solo ejercicio, en vez de una práctica', 'a single exercise instead of a lab'))
    .option('--out <folder>', say('carpeta para los resultados', 'folder for the results'))
    .option('--resume', say('continúa lo que se interrumpió', 'goes on with what was interrupted'), false)
    .option('--dry-run', say('solo muestra quién entregó qué', 'only shows who handed in what'), false)
    .option(
      '--names <pattern>',
      say(
        'expresión regular con el grupo «name» (y si acaso id, attempt, file, late) para nombres poco usuales',
        'regular expression with the group "name" (and maybe id, attempt, file, late) for unusual names',
      ),
    )
    .option('--moodle-worksheet <file>', say('la hoja de calificaciones de Moodle', 'the grading worksheet of Moodle'))
    .option('--canvas-gradebook <file>', say('el libro de calificaciones de Canvas', 'the gradebook of Canvas'))
    .option(
      '--canvas-column <name>',
      say('su columna, si no se llama como la práctica', 'its column, when it is not called like the lab'),
    )
    .option(
      '--trust-submissions',
      say('califica aunque los programas no queden encerrados', 'grades even where programs are not contained'),
      false,
    )
    .addOption(langOption)
    .addOption(isolationOption)
    .addOption(kernelOption)
    .addOption(batchWorkersOption)
    .action(async (paths, options) => {
      const { gradeBatch } = await import('./batch.ts');
      process.exitCode = await gradeBatch(paths, {
        lab: undefined,
        exercise: undefined,
        out: undefined,
        names: undefined,
        moodleWorksheet: undefined,
        canvasGradebook: undefined,
        canvasColumn: undefined,
        ...options,
        lang,
      });
    });
}
