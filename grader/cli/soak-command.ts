/** The options of `soak`, which are of two kinds; what it does is loaded only when it is chosen. */
import { Option, type Command } from '@commander-js/extra-typings';
import { isolationOption, kernelOption, lang, langOption, say, wholeNumber, workersOption } from './options.ts';

const runsOption = new Option('--runs <count>', say('cuántas calificaciones', 'how many gradings'))
  .argParser(wholeNumber(2000))
  .default(50);
const hogsOption = new Option(
  '--hogs <count>',
  say('procesos que ocupan el procesador', 'processes that keep the processor busy'),
)
  .argParser(wholeNumber(64))
  .default(8);
const classOption = new Option(
  '--class <count>',
  say(
    'en vez de eso, un curso con tantas entregas: correctas, rotas, hostiles y que no se pueden abrir',
    'instead, a class with so many submissions: right, broken, hostile, and such that cannot be opened',
  ),
)
  .argParser(wholeNumber(2000))
  .conflicts(['runs', 'hogs', 'isolation']);
const killsOption = new Option(
  '--kills <count>',
  say(
    'califica el curso otra vez, y mata el comando tantas veces',
    'grades the class once more, and kills the command so often',
  ),
).argParser(wholeNumber(1000));
const seedOption = new Option(
  '--seed <number>',
  say('la misma semilla hace el mismo curso (si no se indica: 1)', 'the same seed makes the same class (default: 1)'),
).argParser(wholeNumber(2 ** 31));

export function addSoak(program: Command): void {
  program
    .command('soak')
    .usage(say('[-- opciones]', '[-- options]'))
    .description(
      say(
        'prueba que una máquina ocupada no cambia los veredictos, o, con --class, que un curso entero se califica bien y no se pierde nada (sus resultados están en inglés)',
        'proves that a busy machine changes no verdict, or, with --class, that a whole class is graded right and nothing is lost',
      ),
    )
    .addOption(runsOption)
    .addOption(hogsOption)
    .addOption(classOption)
    .addOption(killsOption)
    .addOption(seedOption)
    .addOption(langOption)
    .addOption(isolationOption)
    .addOption(kernelOption)
    .addOption(workersOption)
    .action(async ({ class: count, kills, seed, ...options }) => {
      if (count === undefined) {
        const { soakAll } = await import('./soak.ts');
        process.exitCode = await soakAll({ ...options, ofClass: { kills, seed }, lang });
      } else {
        const { soakWholeClass } = await import('./soak-class.ts');
        process.exitCode = await soakWholeClass({ ...options, class: count, kills: kills ?? 0, seed: seed ?? 1, lang });
      }
    });
}
