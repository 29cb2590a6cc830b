/** English words for every problem of a file of an author. */
import { asCode, listed } from '../listed.ts';
import type { NotOpenWords, ProblemWords } from '../words.ts';
import { bounds, expected, forms, howLong, notPattern, rule, whyUnreadable } from './parts.ts';
import { yaml } from './yaml.ts';

const kindRemedies = {
  quote: 'put it in quotes',
  unquote: 'write it without quotes',
  brackets: 'write it in brackets, [ ]',
};

/** How a level without checks comes to be worth nothing. */
const instead: Readonly<Record<string, string>> = {
  robust: ', or move its points: `points: { basic: 100, robust: 0 }`',
  bonus: ', or `points: { bonus: 0 }`',
};

const roleHints = { server: ': the grader connects to it', client: ': it connects to the grader' };

const notOpen: NotOpenWords = {
  never: (peer, verb) => `no earlier step has \`${verb}: ${peer}\``,
  'numbered-inside': (peer, verb) =>
    `inside \`repeat\` peers have a number (${peer}-1, ${peer}-2, ...), but \`${verb}: ${peer}\` stands outside`,
  'numbered-outside': (peer, _, numbered) =>
    `"${peer}" was opened inside \`repeat\`, where peers have a number; write a name from ${peer}-1 to ${peer}-${numbered}`,
  'fewer-rounds': (peer, verb, numbered) =>
    `this repeats more often than \`${verb}: ${peer}\`, which gives ${numbered} peers`,
};

export const problems: ProblemWords = {
  FILE_UNREADABLE: ({ reason }) => `cannot be read: ${whyUnreadable(reason)}`,
  FILE_MISSING: ({ keys }) => `there is no such file; write one, with ${listed(asCode(keys), 'and')}`,
  MORE_PROBLEMS: ({ count }) =>
    count === 1 ? 'there is one more error in this file' : `there are ${count} more errors in this file`,
  FILE_EMPTY: ({ keys }) => `the file is empty; write ${listed(asCode(keys), 'and')} in it`,
  CONTROL_CHARACTER: ({ character }) => `control character ${character}: this is no text file, or it was damaged`,
  YAML_SYNTAX: ({ flaw, line }) => `not valid YAML: ${yaml(flaw, line)}`,
  YAML_TOO_DEEP: ({ levels }) => `more than ${levels} lists and objects inside one another`,
  SECOND_DOCUMENT: () => 'a second document begins here; a file holds only one',
  KEY_NOT_TEXT: () => 'a key must be plain text',
  DUPLICATE_KEY: ({ key }) => `key "${key}" is written twice`,
  ALIAS_UNKNOWN: ({ alias }) => `alias *${alias} has no anchor &${alias} before it`,
  ALIAS_IN_ITSELF: ({ alias }) => `alias *${alias} stands inside its own anchor`,
  ALIAS_TOO_LARGE: ({ alias, limit }) => `up to alias *${alias}, aliases stand for more than ${limit} values`,

  UNKNOWN_KEY: ({ key }) => `unknown key "${key}"`,
  KEYS_APART: ({ keys }) => `has ${listed(keys, 'and')}; write them as separate steps`,
  MISSING_KEY: ({ key }) => `has no \`${key}\``,
  MISSING_TRANSLATION: ({ language }) => `has no \`${language}\`; write it in both languages, \`es\` and \`en\``,
  WRONG_KIND: ({ expected: kinds, remedy }, found) =>
    `expected ${expected(kinds)}${found}${remedy === null ? '' : `; ${kindRemedies[remedy]}`}`,
  WRONG_VALUE: (_, found) => `not one of the allowed values${found}`,
  WRONG_FORM: ({ form }, found) => `must be ${forms[form]}${found}`,
  OUT_OF_RANGE: ({ bound, limit }, found) => `must be ${bounds[bound]} ${limit}${found}`,
  WRONG_LENGTH: ({ of, bound, limit }) => howLong(of, bound, limit),
  REFUSED: (problem, found) => rule(problem.rule, found),
  NOT_ACCEPTED: ({ words }, found) => `is not accepted: "${words}"${found}`,

  ID_NOT_FOLDER: ({ folder }, found) => `must be the name of its folder, "${folder}"${found}`,
  DUPLICATE_CHECK: ({ id }) => `another check is called "${id}" already`,
  UNKNOWN_PROGRAM: ({ program }) => `no program is called "${program}"`,
  UNKNOWN_CHECK: ({ id }) => `no check is called "${id}"`,
  NEEDS_ITSELF: ({ id }) => `"${id}" needs itself`,
  NEEDS_CYCLE: ({ cycle }) => `checks need each other in a circle: ${cycle.join(' -> ')}; take one of these needs out`,
  NEEDS_OTHER_PROGRAM: ({ id, program, of }) => `"${id}" checks "${program}", but this check is of "${of}"`,
  PROGRAM_UNCHECKED: ({ program }) => `no check is of "${program}"`,
  LEVEL_UNCHECKED: ({ level, points }) =>
    `level "${level}" is worth ${points} points, but no check is of that level; write one${instead[level] ?? ''}`,
  BASIC_WORTH_NOTHING: () => 'level "basic" must be worth something',
  TINY_BUFFERS_UNUSED: () => '`buffers: tiny` shows nothing without a `resume` step after a `pause`',

  UNKNOWN_EXERCISE: ({ exercise }) => `no exercise is called "${exercise}"`,
  DUPLICATE_PART: ({ exercise }) => `another part is "${exercise}" already`,
  LEVELS_WORTH_NOTHING: () => 'level "basic" or level "robust" must be worth something',
  UNKNOWN_TEMPLATE: ({ template }) => `there is no file "${template}" beside lab.yaml`,
  DUPLICATE_SECTION: ({ heading }) => `another section has the heading "${heading}" already`,

  OTHER_PROGRAM: ({ program, of }) => `this check is of "${of}"; it cannot use "${program}"`,
  NOT_FOR_ROLE: ({ verb, program, role }) => `\`${verb}\` makes no sense for "${program}", a ${role}${roleHints[role]}`,
  NOT_FOR_TRANSPORT: ({ word, program, transport }) =>
    `\`${word}\` makes no sense for "${program}", a ${transport.toUpperCase()} program`,
  DATAGRAM_TOO_LARGE: ({ bytes, limit }) => `no datagram can carry ${bytes} bytes; the most is ${limit}`,
  INVALID_PATTERN: ({ flaw }, found) => notPattern(flaw, found),
  UNKNOWN_ARGUMENT: ({ name }) => `nothing is called {${name}} here`,
  ARGUMENT_WITHOUT_BUFFER: () => '{buffer} stands for `buffer`, which this step does not have',
  RESERVED_NAME: ({ name }) => `{${name}} has a meaning of its own in templates; choose another name`,
  NEEDS_OWN_FOLDER: ({ verb, program }) => `\`${verb}\` needs "${program}" to have \`folder: own\``,

  UNKNOWN_NAME: ({ name }) => `no earlier step of this check gives {${name}} a value`,
  NOT_STARTED: ({ program }) => `"${program}" has not been started yet; \`start\` it in an earlier step`,
  STARTED_TWICE: ({ program }) => `"${program}" is running already; \`stop\` it or wait for its end before`,
  INPUT_ENDED: ({ program }) => `the standard input of "${program}" has ended in an earlier step`,
  NOT_LISTENING: () => 'nothing can connect before a `listen` step',
  LISTENS_TWICE: () => 'the port is open already',
  OPENED_TWICE: ({ peer, verb }) => `"${peer}" is used in a \`${verb}\` step already; give this one another name`,
  PEER_NOT_OPEN: ({ peer, verb, because, numbered }) => notOpen[because](peer, verb, numbered),
  PEER_ENDED: ({ peer, verb, by }) => `"${peer}" cannot \`${verb}\` after \`${by}\``,
};
