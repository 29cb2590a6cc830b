/** Spanish words for every problem of a file of an author. */
import { asCode, listed } from '../listed.ts';
import type { NotOpenWords, ProblemWords } from '../words.ts';
import { expected, forms, howLong, notPattern, ranges, rule, whyUnreadable } from './parts.ts';
import { yaml } from './yaml.ts';

const kindRemedies = {
  quote: 'ponlo entre comillas',
  unquote: 'escríbelo sin comillas',
  brackets: 'escríbelo entre corchetes, [ ]',
};

/** How a level without checks comes to be worth nothing. */
const instead: Readonly<Record<string, string>> = {
  robust: ', o pasa sus puntos a otro nivel: `points: { basic: 100, robust: 0 }`',
  bonus: ', o `points: { bonus: 0 }`',
};

const roles = {
  server: 'que es un servidor: el calificador se conecta a él',
  client: 'que es un cliente: él se conecta al calificador',
};

const notOpen: NotOpenWords = {
  never: (peer, verb) => `ningún paso anterior tiene \`${verb}: ${peer}\``,
  'numbered-inside': (peer, verb) =>
    `dentro de \`repeat\` los nombres llevan un número (${peer}-1, ${peer}-2, ...), pero \`${verb}: ${peer}\` está afuera`,
  'numbered-outside': (peer, _, numbered) =>
    `«${peer}» se abrió dentro de \`repeat\`, donde los nombres llevan un número; escribe uno de ${peer}-1 a ${peer}-${numbered}`,
  'fewer-rounds': (peer, verb, numbered) =>
    `esto se repite más veces que \`${verb}: ${peer}\`, que solo se hizo ${numbered} veces`,
};

export const problems: ProblemWords = {
  FILE_UNREADABLE: ({ reason }) => `no se puede leer: ${whyUnreadable(reason)}`,
  FILE_MISSING: ({ keys }) => `este archivo no existe; créalo, con ${listed(asCode(keys), 'y')}`,
  MORE_PROBLEMS: ({ count }) =>
    count === 1 ? 'hay otro error en este archivo' : `hay otros ${count} errores en este archivo`,
  FILE_EMPTY: ({ keys }) => `el archivo está vacío; escribe en él ${listed(asCode(keys), 'y')}`,
  CONTROL_CHARACTER: ({ character }) =>
    `carácter de control ${character}: esto no es un archivo de texto, o está dañado`,
  YAML_SYNTAX: ({ flaw, line }) => `no es YAML válido: ${yaml(flaw, line)}`,
  YAML_TOO_DEEP: ({ levels }) => `más de ${levels} listas y objetos unos dentro de otros`,
  SECOND_DOCUMENT: () => 'aquí empieza un segundo documento; en un archivo solo va uno',
  KEY_NOT_TEXT: () => 'una clave tiene que ser un texto sencillo',
  DUPLICATE_KEY: ({ key }) => `la clave «${key}» está dos veces`,
  ALIAS_UNKNOWN: ({ alias }) => `antes del alias *${alias} no hay un ancla &${alias}`,
  ALIAS_IN_ITSELF: ({ alias }) => `el alias *${alias} está dentro de su propia ancla`,
  ALIAS_TOO_LARGE: ({ alias, limit }) => `hasta el alias *${alias}, los alias equivalen a más de ${limit} valores`,

  UNKNOWN_KEY: ({ key }) => `clave desconocida «${key}»`,
  KEYS_APART: ({ keys }) => `tiene ${listed(keys, 'y')}; escríbelos como pasos separados`,
  MISSING_KEY: ({ key }) => `le falta \`${key}\``,
  MISSING_TRANSLATION: ({ language }) => `le falta \`${language}\`; escríbelo en los dos idiomas, \`es\` y \`en\``,
  WRONG_KIND: ({ expected: kinds, remedy }, found) =>
    `se esperaba ${expected(kinds)}${found}${remedy === null ? '' : `; ${kindRemedies[remedy]}`}`,
  WRONG_VALUE: (_, found) => `no es uno de los valores permitidos${found}`,
  WRONG_FORM: ({ form }, found) => `${forms[form]}${found}`,
  OUT_OF_RANGE: ({ bound, limit }, found) => `tiene que ser ${ranges[bound](limit)}${found}`,
  WRONG_LENGTH: ({ of, bound, limit }) => howLong(of, bound, limit),
  REFUSED: (problem, found) => rule(problem.rule, found),
  NOT_ACCEPTED: ({ words }, found) => `no se acepta: "${words}"${found}`,

  ID_NOT_FOLDER: ({ folder }, found) => `tiene que ser el nombre de su carpeta, «${folder}»${found}`,
  DUPLICATE_CHECK: ({ id }) => `ya hay otra comprobación llamada «${id}»`,
  UNKNOWN_PROGRAM: ({ program }) => `no hay un programa llamado «${program}»`,
  UNKNOWN_CHECK: ({ id }) => `no hay una comprobación llamada «${id}»`,
  NEEDS_ITSELF: ({ id }) => `«${id}» se necesita a sí misma`,
  NEEDS_CYCLE: ({ cycle }) =>
    `hay comprobaciones que se necesitan en círculo: ${cycle.join(' -> ')}; quita alguna de estas necesidades`,
  NEEDS_OTHER_PROGRAM: ({ id, program, of }) => `«${id}» comprueba «${program}», pero esta comprobación es de «${of}»`,
  PROGRAM_UNCHECKED: ({ program }) => `ninguna comprobación es de «${program}»`,
  LEVEL_UNCHECKED: ({ level, points }) =>
    `el nivel «${level}» vale ${points} puntos, pero ninguna comprobación es de ese nivel; escribe una${instead[level] ?? ''}`,
  BASIC_WORTH_NOTHING: () => 'el nivel «basic» tiene que valer algo',
  TINY_BUFFERS_UNUSED: () => '`buffers: tiny` no muestra nada sin un paso `resume` después de un `pause`',

  UNKNOWN_EXERCISE: ({ exercise }) => `no hay un ejercicio llamado «${exercise}»`,
  DUPLICATE_PART: ({ exercise }) => `ya hay otra parte que es «${exercise}»`,
  LEVELS_WORTH_NOTHING: () => 'el nivel «basic» o el nivel «robust» tiene que valer algo',
  UNKNOWN_TEMPLATE: ({ template }) => `junto a lab.yaml no hay un archivo «${template}»`,
  DUPLICATE_SECTION: ({ heading }) => `ya hay otra sección con el título «${heading}»`,

  OTHER_PROGRAM: ({ program, of }) => `esta comprobación es de «${of}»; no puede usar «${program}»`,
  NOT_FOR_ROLE: ({ verb, program, role }) => `\`${verb}\` no tiene sentido para «${program}», ${roles[role]}`,
  NOT_FOR_TRANSPORT: ({ word, program, transport }) =>
    `\`${word}\` no tiene sentido para «${program}», que es un programa ${transport.toUpperCase()}`,
  DATAGRAM_TOO_LARGE: ({ bytes, limit }) => `ningún datagrama puede llevar ${bytes} bytes; el máximo es ${limit}`,
  INVALID_PATTERN: ({ flaw }, found) => notPattern(flaw, found),
  UNKNOWN_ARGUMENT: ({ name }) => `aquí no hay nada llamado {${name}}`,
  ARGUMENT_WITHOUT_BUFFER: () => '{buffer} representa a `buffer`, que este paso no tiene',
  RESERVED_NAME: ({ name }) => `{${name}} ya significa algo en las plantillas; elige otro nombre`,
  NEEDS_OWN_FOLDER: ({ verb, program }) => `\`${verb}\` necesita que «${program}» tenga \`folder: own\``,

  UNKNOWN_NAME: ({ name }) => `ningún paso anterior de esta comprobación le da un valor a {${name}}`,
  NOT_STARTED: ({ program }) => `«${program}» todavía no se ha iniciado; inícialo con \`start\` en un paso anterior`,
  STARTED_TWICE: ({ program }) =>
    `«${program}» ya se está ejecutando; antes, detenlo con \`stop\` o espera a que termine`,
  INPUT_ENDED: ({ program }) => `la entrada estándar de «${program}» se cerró en un paso anterior`,
  NOT_LISTENING: () => 'nada puede conectarse antes de un paso `listen`',
  LISTENS_TWICE: () => 'el puerto ya está abierto',
  OPENED_TWICE: ({ peer, verb }) => `«${peer}» ya se usa en un paso \`${verb}\`; dale otro nombre a este`,
  PEER_NOT_OPEN: ({ peer, verb, because, numbered }) => notOpen[because](peer, verb, numbered),
  PEER_ENDED: ({ peer, verb, by }) => `«${peer}» no puede usarse en \`${verb}\` después de \`${by}\``,
};
