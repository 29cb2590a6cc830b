/** Every kind of error an author can make, with the whole line that says so. */
import { describe, expect, it } from 'vitest';
import { parseExercise } from './parse-exercise.ts';
import { sampleExercise, sampleWith } from './sample/exercise.ts';
import { formatSpecError } from './format-spec-error.ts';

const verbs =
  'repeat, start, stop, signal, freeze, thaw, type, converse, endInput, listen, connect, accept, send, expect, expectNothingMore, expectNever, expectClose, echo, halfClose, close, reset, pause, resume, drop, expectOutput, expectExit, expectRunning, expectRest, expectConnections, expectNoZombies, file, expectFile, expectNoFile';

function errorsIn(text: string): string[] {
  const parsed = parseExercise(text, 'exercise.yaml');
  return parsed.ok ? [] : parsed.errors.map((error) => formatSpecError(error, 'en'));
}

/** What the sample becomes, and the errors it then has. */
type Mistake = { readonly found: string; readonly replacement: string; readonly errors: readonly string[] };

function tellsOf(mistakes: { readonly [title: string]: Mistake }): void {
  for (const [title, { found, replacement, errors }] of Object.entries(mistakes)) {
    it(`tells of ${title}`, () => {
      expect(errorsIn(sampleWith(found, replacement))).toEqual(errors);
    });
  }
}

it('has nothing to say about a file without errors', () => {
  expect(errorsIn(sampleExercise)).toEqual([]);
});

describe('The address of a peer in the output', () => {
  tellsOf({
    'one that is not there': {
      found: "template: '{echo}' }",
      replacement: 'address: alise }',
      errors: [
        'exercise.yaml:37:51: checks[0].steps[4].expectOutput.address: no earlier step has `connect: alise`; did you mean "alice"? Allowed: alice',
      ],
    },
    'one of many, without its number': {
      found: '- signal: { program: server, signal: SIGTERM }',
      replacement: '- expectOutput: { program: server, address: crowd }',
      errors: [
        'exercise.yaml:60:51: checks[1].steps[3].expectOutput.address: "crowd" was opened inside `repeat`, where peers have a number; write a name from crowd-1 to crowd-3',
      ],
    },
  });

  it('may be of a peer that is repeated', () => {
    const repeated = sampleWith('- close: crowd', '- expectOutput: { program: server, address: crowd }');
    expect(errorsIn(repeated)).toEqual([]);
  });
});

describe('Files', () => {
  tellsOf({
    'a file of a program that has no folder of its own': {
      found: '- connect: alice',
      replacement: '- connect: alice\n      - expectFile: { path: nota.txt, text: Hola }',
      errors: ['exercise.yaml:35:9: checks[0].steps[2]: `expectFile` needs "server" to have `folder: own`'],
    },
    'a path that leads out of the folder': {
      found: '- connect: alice',
      replacement: '- file: { path: ../nota.txt, text: Hola }',
      errors: [
        'exercise.yaml:34:23: checks[0].steps[1].file.path: must be a path inside the folder of the programs, e.g. "nota.txt" or "carpeta/nota.txt", found "../nota.txt"',
      ],
    },
    'a hash without a length': {
      found: '- connect: alice',
      replacement: `- expectFile: { path: nota.txt, sha256: ${'a'.repeat(64)} }`,
      errors: [
        'exercise.yaml:34:21: checks[0].steps[1].expectFile: has `sha256` without `length`; say how many bytes there are',
        'exercise.yaml:34:21: checks[0].steps[1].expectFile: says no bytes; write one of text, line, hex, base64, repeat, random, template, length',
      ],
    },
  });
});

describe('Keys of the file', () => {
  tellsOf({
    'an unknown key': {
      found: '- connect: alice',
      replacement: '- conect: alice',
      errors: [
        `exercise.yaml:34:9: checks[0].steps[1]: unknown key "conect"; did you mean "connect"? Allowed: ${verbs}`,
      ],
    },
    'an unknown key among few': {
      found: '- connect: alice',
      replacement: '- connect: { per: alice }',
      errors: [
        'exercise.yaml:34:20: checks[0].steps[1].connect: unknown key "per"; did you mean "peer"? Allowed: peer, tls',
      ],
    },
    'a misspelt repeat': {
      found: '- repeat:',
      replacement: '- repeet:',
      errors: [
        `exercise.yaml:50:9: checks[1].steps[1]: unknown key "repeet"; did you mean "repeat"? Allowed: ${verbs}`,
      ],
    },
    'a misspelt key that must be there': {
      found: 'title: { es: Eco de muestra, en: Sample echo }',
      replacement: 'titel: { es: Eco de muestra, en: Sample echo }',
      errors: [
        'exercise.yaml:3:1: unknown key "titel"; did you mean "title"? Allowed: id, title, points, programs, checks',
      ],
    },
    'a key written in another case': {
      found: 'expectOutput: {',
      replacement: 'expect-output: {',
      errors: [
        `exercise.yaml:37:9: checks[0].steps[4]: unknown key "expect-output"; did you mean "expectOutput"? Allowed: ${verbs}`,
      ],
    },
    'a key that means nothing': {
      found: 'id: sample\n',
      replacement: 'id: sample\nzzz: 1\n',
      errors: ['exercise.yaml:3:1: unknown key "zzz". Allowed: id, title, points, programs, checks'],
    },
    'several unknown keys': {
      found: 'weight: 2',
      replacement: 'wieght: 2\n    hnt: x',
      errors: [
        'exercise.yaml:44:5: checks[1]: unknown key "wieght"; did you mean "weight"? Allowed: id, of, level, weight, title, hint, needs, host, buffers, steps',
        'exercise.yaml:45:5: checks[1]: unknown key "hnt"; did you mean "hint"? Allowed: id, of, level, weight, title, hint, needs, host, buffers, steps',
      ],
    },
    'a missing key': {
      found: 'of: client\n    ',
      replacement: '',
      errors: ['exercise.yaml:63:5: checks[2]: has no `of`'],
    },
    'tiny buffers that make no difference': {
      found: 'title: { es: Devuelve un mensaje, en: Echoes one message }',
      replacement: 'title: { es: Devuelve un mensaje, en: Echoes one message }\n    buffers: tiny',
      errors: ['exercise.yaml:32:5: checks[0]: `buffers: tiny` shows nothing without a `resume` step after a `pause`'],
    },
    'tiny buffers for datagrams': {
      found: 'title: { es: Devuelve un datagrama, en: Echoes a datagram }',
      replacement: 'title: { es: Devuelve un datagrama, en: Echoes a datagram }\n    buffers: tiny',
      errors: ['exercise.yaml:81:5: checks[3]: `buffers` makes no sense for "udp-server", a UDP program'],
    },
    'a missing key of a step': {
      found: 'peer: alice, text: Hola',
      replacement: 'text: Hola',
      errors: ['exercise.yaml:35:15: checks[0].steps[2].send: has no `peer`'],
    },
    'a missing translation': {
      found: ', en: Sample echo',
      replacement: '',
      errors: ['exercise.yaml:3:8: title: has no `en`; write it in both languages, `es` and `en`'],
    },
    'a missing translation of a check': {
      found: 'en: Echoes one message',
      replacement: 'fr: Un message',
      errors: [
        'exercise.yaml:31:12: checks[0].title: has no `en`; write it in both languages, `es` and `en`',
        'exercise.yaml:31:39: checks[0].title: unknown key "fr". Allowed: es, en',
      ],
    },
    'two verbs in a step': {
      found: '- connect: alice',
      replacement: '- connect: alice\n        halfClose: alice',
      errors: ['exercise.yaml:34:9: checks[0].steps[1]: has connect and halfClose; write them as separate steps'],
    },
    'repeat and a verb in a step': {
      found: '- repeat:\n          times: 3',
      replacement: '- connect: alice\n        repeat:\n          times: 3',
      errors: ['exercise.yaml:50:9: checks[1].steps[1]: has connect and repeat; write them as separate steps'],
    },
    'a step without a verb': {
      found: '- connect: alice',
      replacement: '- {}',
      errors: ['exercise.yaml:34:9: checks[0].steps[1]: says nothing to do; write one verb'],
    },
    'a program with an impossible name': {
      found: '  udp-server:',
      replacement: '  UDP_server:',
      errors: [
        'exercise.yaml:20:3: programs: must be lower-case words joined by hyphens, e.g. "alice", found "UDP_server"',
      ],
    },
  });
});

describe('Values of the file', () => {
  tellsOf({
    'a number where text is wanted': {
      found: 'text: Hola Mundo Cruel',
      replacement: 'text: 12',
      errors: ['exercise.yaml:35:36: checks[0].steps[2].send.text: expected text, found 12; put it in quotes'],
    },
    'digits of hexadecimal read as a number': {
      found: 'text: Hola Mundo Cruel',
      replacement: 'hex: 00',
      errors: ['exercise.yaml:35:35: checks[0].steps[2].send.hex: expected text, found 0; put it in quotes'],
    },
    'text where a number is wanted': {
      found: 'port: 5001',
      replacement: 'port: "5001"',
      errors: [
        'exercise.yaml:24:11: programs.udp-server.port: expected a number, found "5001"; write it without quotes',
      ],
    },
    'a fraction where a whole number is wanted': {
      found: 'port: 5001',
      replacement: 'port: 5001.5',
      errors: ['exercise.yaml:24:11: programs.udp-server.port: expected a whole number, found 5001.5'],
    },
    'text where an object is wanted': {
      found: 'title: { es: Eco de muestra, en: Sample echo }',
      replacement: 'title: Eco',
      errors: ['exercise.yaml:3:8: title: expected an object with `es` and `en`, found "Eco"'],
    },
    'a number where an object with optional keys is wanted': {
      found: 'points: { basic: 60, robust: 40 }',
      replacement: 'points: 5',
      errors: ['exercise.yaml:4:9: points: expected an object, found 5. Allowed: basic, robust, bonus'],
    },
    'an object where a list is wanted': {
      found: 'files: [udp_server]',
      replacement: 'files: { name: udp_server }',
      errors: ['exercise.yaml:25:12: programs.udp-server.files: expected a list, found an object'],
    },
    'nothing where a name is wanted': {
      found: '- connect: alice',
      replacement: '- connect:',
      errors: ['exercise.yaml:34:9: checks[0].steps[1].connect: expected text or an object with `peer`, found nothing'],
    },
    'a list where a name is wanted': {
      found: '- connect: alice',
      replacement: '- connect: [alice]',
      errors: ['exercise.yaml:34:18: checks[0].steps[1].connect: expected text or an object with `peer`, found a list'],
    },
    'a verb without what it acts on': {
      found: '- connect: alice',
      replacement: '- connect',
      errors: [
        `exercise.yaml:34:9: checks[0].steps[1]: expected an object, found "connect"; did you mean "connect: ..."? Allowed: ${verbs}`,
      ],
    },
    'text that is no verb': {
      found: '- connect: alice',
      replacement: '- say something',
      errors: [`exercise.yaml:34:9: checks[0].steps[1]: expected an object, found "say something". Allowed: ${verbs}`],
    },
    'a value of no kind that fits': {
      found: 'pieces: 8',
      replacement: 'pieces: true',
      errors: ['exercise.yaml:35:62: checks[0].steps[2].send.pieces: expected "bytes", a number or a list, found true'],
    },
    'a word of several kinds': {
      found: 'pieces: 8',
      replacement: 'pieces: byte',
      errors: [
        'exercise.yaml:35:62: checks[0].steps[2].send.pieces: expected "bytes", a number or a list, found "byte"; did you mean "bytes"?',
      ],
    },
    'a word where a number would do too': {
      found: 'code: 0',
      replacement: 'code: zero',
      errors: [
        'exercise.yaml:75:46: checks[2].steps[7].expectExit.code: expected a number or "non-zero", found "zero"',
      ],
    },
    'a word that is not one of the choices': {
      found: 'level: robust',
      replacement: 'level: robustt',
      errors: [
        'exercise.yaml:43:12: checks[1].level: not one of the allowed values, found "robustt"; did you mean "robust"? Allowed: basic, robust, bonus',
      ],
    },
    'a number that is not one of the choices': {
      found: 'level: robust',
      replacement: 'level: 3',
      errors: [
        'exercise.yaml:43:12: checks[1].level: not one of the allowed values, found 3. Allowed: basic, robust, bonus',
      ],
    },
    'a word that must be one': {
      found: 'any: true',
      replacement: 'any: yes',
      errors: [
        'exercise.yaml:73:38: checks[2].steps[5].expect.any: not one of the allowed values, found "yes". Allowed: true, text',
      ],
    },
    'an empty text': {
      found: 'en: Sample echo',
      replacement: "en: ''",
      errors: ['exercise.yaml:3:34: title.en: must not be empty'],
    },
    'an empty list': {
      found: 'pieces: 8',
      replacement: 'pieces: []',
      errors: ['exercise.yaml:35:62: checks[0].steps[2].send.pieces: must not be empty'],
    },
    'a number too small': {
      found: 'times: 3',
      replacement: 'times: 1',
      errors: ['exercise.yaml:51:18: checks[1].steps[1].repeat.times: must be at least 2, found 1'],
    },
    'a number too large': {
      found: 'code: 0',
      replacement: 'code: 256',
      errors: ['exercise.yaml:75:46: checks[2].steps[7].expectExit.code: must be at most 255, found 256'],
    },
    'a number that must be more': {
      found: 'weight: 2',
      replacement: 'weight: 0',
      errors: ['exercise.yaml:44:13: checks[1].weight: must be more than 0, found 0'],
    },
    'no number at all': {
      found: 'robust: 40',
      replacement: 'robust: .nan',
      errors: ['exercise.yaml:4:30: points.robust: expected a number, found NaN'],
    },
    'a name of another form': {
      found: '- connect: alice',
      replacement: '- connect: Alice',
      errors: [
        'exercise.yaml:34:18: checks[0].steps[1].connect: must be lower-case words joined by hyphens, e.g. "alice", found "Alice"',
      ],
    },
    'half a hexadecimal digit': {
      found: 'text: Hola Mundo Cruel',
      replacement: 'hex: 0f0',
      errors: [
        'exercise.yaml:35:35: checks[0].steps[2].send.hex: must be pairs of hexadecimal digits, e.g. "ff fe 00", found "0f0"',
      ],
    },
    'broken base64': {
      found: 'text: Hola Mundo Cruel',
      replacement: "base64: 'a*b='",
      errors: ['exercise.yaml:35:38: checks[0].steps[2].send.base64: must be base64, e.g. "aG9sYQ==", found "a*b="'],
    },
    'a digest of another form': {
      found: 'any: true',
      replacement: 'length: 1, sha256: abc',
      errors: [
        'exercise.yaml:73:52: checks[2].steps[5].expect.sha256: must be 64 lower-case hexadecimal digits, found "abc"',
      ],
    },
    'a text too often': {
      found: 'text: Hola Mundo Cruel',
      replacement: 'repeat: { text: hola, times: 67108864 }',
      errors: ['exercise.yaml:35:38: checks[0].steps[2].send.repeat: is more than 64 MiB altogether'],
    },
    'a step that says no bytes': {
      found: 'text: Hola Mundo Cruel, ',
      replacement: '',
      errors: [
        'exercise.yaml:35:15: checks[0].steps[2].send: says no bytes; write one of text, line, hex, base64, repeat, random, template',
      ],
    },
    'bytes in two notations': {
      found: 'text: Hola Mundo Cruel',
      replacement: 'text: a, line: b',
      errors: [
        'exercise.yaml:35:15: checks[0].steps[2].send: has text and line; write only one of text, line, hex, base64, repeat, random, template',
      ],
    },
    'bytes expected in two ways': {
      found: 'any: true',
      replacement: 'any: true, prefix: a',
      errors: [
        'exercise.yaml:73:17: checks[2].steps[5].expect: expects bytes in more than one way; write only one of them',
      ],
    },
    'a digest without a length': {
      found: 'any: true',
      replacement: 'any: true, sha256: "0000000000000000000000000000000000000000000000000000000000000000"',
      errors: [
        'exercise.yaml:73:17: checks[2].steps[5].expect: has `sha256` without `length`; say how many bytes there are',
      ],
    },
    'more keys of no JSON': {
      found: 'any: true',
      replacement: 'any: true, moreKeys: allowed',
      errors: [
        'exercise.yaml:73:17: checks[2].steps[5].expect: has `moreKeys` without `json`; say what the line should carry',
      ],
    },
    'output by pattern and by text': {
      found: "template: '{echo}' }",
      replacement: 'pattern: x, text: y }',
      errors: [
        'exercise.yaml:37:23: checks[0].steps[4].expectOutput: expects output in more than one way; write only one of them',
      ],
    },
    'output that is anything and an address': {
      found: "template: '{echo}' }",
      replacement: 'any: true, address: alice }',
      errors: [
        'exercise.yaml:37:23: checks[0].steps[4].expectOutput: expects output in more than one way; write only one of them',
      ],
    },
    'a long value, cut': {
      found: 'level: robust',
      replacement:
        'level: very-very-very-very-very-very-very-very-very-very-very-very-very-very-very-very-very-very-very-very-robust',
      errors: [
        'exercise.yaml:43:12: checks[1].level: not one of the allowed values, found "very-very-very-very-very-very-very-very-very-very-very-very-…". Allowed: basic, robust, bonus',
      ],
    },
  });
});

describe('YAML', () => {
  tellsOf({
    'broken syntax': {
      found: 'id: sample',
      replacement: 'id: sample: y',
      errors: [
        'exercise.yaml:2:5: not valid YAML: a value with a colon and a blank in it needs quotes, found "id: sample: y"',
      ],
    },
    'several places of broken syntax: the first, for the others may only follow from it': {
      found: 'id: sample\ntitle: { es: Eco de muestra',
      replacement: 'id: sample: y\ntitle: { es: Eco: de: muestra',
      errors: [
        'exercise.yaml:2:5: not valid YAML: a value with a colon and a blank in it needs quotes, found "id: sample: y"',
      ],
    },
    'a line that begins too far right': {
      found: '    of: client',
      replacement: '      of: client',
      errors: [
        'exercise.yaml:63:9: not valid YAML: a key cannot begin inside of a value: the next line is indented too far, or quotes are missing, found "- id: sends-a-message"',
      ],
    },
    'a line that a tab indents': {
      found: '    of: client',
      replacement: '\tof: client',
      errors: ['exercise.yaml:64:1: not valid YAML: indent with spaces, not with tabs, found "of: client"'],
    },
    'a key written twice': {
      found: 'en: Sample echo',
      replacement: 'es: dos',
      errors: ['exercise.yaml:3:30: key "es" is written twice'],
    },
    'a quoted key written twice': {
      found: 'en: Sample echo',
      replacement: "'es': dos",
      errors: ['exercise.yaml:3:30: key "es" is written twice'],
    },
    'a key that is a list': {
      found: 'id: sample',
      replacement: '? [a]\n: b',
      errors: ['exercise.yaml:2:3: a key must be plain text'],
    },
    'a tag, which YAML only warns about': {
      found: 'id: sample',
      replacement: 'id: !secret sample',
      errors: [
        'exercise.yaml:2:5: not valid YAML: tags (!) have no meaning here; a text that begins with ! needs quotes, found "id: !secret sample"',
      ],
    },
    'a second document': {
      found: 'checks:\n',
      replacement: '---\nchecks:\n',
      errors: ['exercise.yaml:27:1: a second document begins here; a file holds only one'],
    },
    'an alias without an anchor': {
      found: 'id: sample',
      replacement: 'id: *name',
      errors: ['exercise.yaml:2:5: alias *name has no anchor &name before it'],
    },
    'an alias inside its anchor': {
      found: 'id: sample',
      replacement: 'id: &name [*name]',
      errors: ['exercise.yaml:2:12: alias *name stands inside its own anchor'],
    },
  });
});

describe('The parts of an exercise', () => {
  tellsOf({
    'two checks with one id': {
      found: 'id: echoes-a-datagram',
      replacement: 'id: sends-a-message',
      errors: ['exercise.yaml:77:9: checks[3].id: another check is called "sends-a-message" already (see line 63)'],
    },
    'two checks with one id, and not of those that need one of them': {
      found: 'id: serves-a-crowd',
      replacement: 'id: echoes-one-message',
      errors: ['exercise.yaml:41:9: checks[1].id: another check is called "echoes-one-message" already (see line 28)'],
    },
    'a check of no program, and not of those that need it': {
      found: 'of: server',
      replacement: 'of: sever',
      errors: [
        'exercise.yaml:29:9: checks[0].of: no program is called "sever"; did you mean "server"? Allowed: server, client, udp-server',
      ],
    },
    'a need that is no list': {
      found: 'needs: [echoes-one-message]',
      replacement: 'needs: echoes-one-message',
      errors: [
        'exercise.yaml:47:12: checks[1].needs: expected a list, found "echoes-one-message"; write it in brackets, [ ]',
      ],
    },
    'a check of no program': {
      found: 'of: client',
      replacement: 'of: cilent',
      errors: [
        'exercise.yaml:64:9: checks[2].of: no program is called "cilent"; did you mean "client"? Allowed: server, client, udp-server',
      ],
    },
    'a need that does not exist': {
      found: 'needs: [echoes-one-message]',
      replacement: 'needs: [echoes-one-mesage]',
      errors: [
        'exercise.yaml:47:13: checks[1].needs[0]: no check is called "echoes-one-mesage"; did you mean "echoes-one-message"?',
      ],
    },
    'a need that is like no check': {
      found: 'needs: [echoes-one-message]',
      replacement: 'needs: [basics]',
      errors: [
        'exercise.yaml:47:13: checks[1].needs[0]: no check is called "basics". Allowed: echoes-one-message, sends-a-message, echoes-a-datagram',
      ],
    },
    'a check that needs itself': {
      found: 'needs: [echoes-one-message]',
      replacement: 'needs: [serves-a-crowd]',
      errors: ['exercise.yaml:47:13: checks[1].needs[0]: "serves-a-crowd" needs itself'],
    },
    'checks that need each other': {
      found: 'title: { es: Devuelve un mensaje, en: Echoes one message }',
      replacement: 'title: { es: Devuelve un mensaje, en: Echoes one message }\n    needs: [serves-a-crowd]',
      errors: [
        'exercise.yaml:32:13: checks[0].needs[0]: checks need each other in a circle: echoes-one-message -> serves-a-crowd -> echoes-one-message; take one of these needs out',
      ],
    },
    'a need of another program': {
      found: 'needs: [echoes-one-message]',
      replacement: 'needs: [sends-a-message]',
      errors: [
        'exercise.yaml:47:13: checks[1].needs[0]: "sends-a-message" checks "client", but this check is of "server"',
      ],
    },
    'a program without a check': {
      found: 'programs:\n',
      replacement:
        'programs:\n  spare: { title: { es: a, en: b }, role: client, transport: tcp, port: 5002, files: [spare] }\n',
      errors: ['exercise.yaml:7:3: programs: no check is of "spare"'],
    },
    'a level with points and no check': {
      found: 'level: robust',
      replacement: 'level: basic',
      errors: [
        'exercise.yaml:4:30: points.robust: level "robust" is worth 40 points, but no check is of that level; write one, or move its points: `points: { basic: 100, robust: 0 }`',
      ],
    },
    'bonus points that cannot be earned': {
      found: 'robust: 40',
      replacement: 'robust: 40, bonus: 5',
      errors: [
        'exercise.yaml:4:41: points.bonus: level "bonus" is worth 5 points, but no check is of that level; write one, or `points: { bonus: 0 }`',
      ],
    },
    'a basic level worth nothing': {
      found: 'basic: 60',
      replacement: 'basic: 0',
      errors: ['exercise.yaml:4:18: points.basic: level "basic" must be worth something'],
    },
  });
});

describe('A step by itself', () => {
  tellsOf({
    'an unknown program': {
      found: '- start: server',
      replacement: '- start: servr',
      errors: [
        'exercise.yaml:33:16: checks[0].steps[0].start: no program is called "servr"; did you mean "server"? Allowed: server, client, udp-server',
      ],
    },
    'an unknown program in an object': {
      found: '{ program: server, signal',
      replacement: '{ program: sever, signal',
      errors: [
        'exercise.yaml:60:28: checks[1].steps[3].signal.program: no program is called "sever"; did you mean "server"? Allowed: server, client, udp-server',
      ],
    },
    'a program of another check': {
      found: '- start: server',
      replacement: '- start: client',
      errors: ['exercise.yaml:33:16: checks[0].steps[0].start: this check is of "server"; it cannot use "client"'],
    },
    'listening for a server': {
      found: '- start: server',
      replacement: '- listen: server',
      errors: [
        'exercise.yaml:33:9: checks[0].steps[0]: `listen` makes no sense for "server", a server: the grader connects to it',
      ],
    },
    'accepting a server': {
      found: '- connect: alice',
      replacement: '- accept: alice',
      errors: [
        'exercise.yaml:34:9: checks[0].steps[1]: `accept` makes no sense for "server", a server: the grader connects to it',
      ],
    },
    'connecting to a client': {
      found: '- listen: client',
      replacement: '- connect: zoe',
      errors: [
        'exercise.yaml:68:9: checks[2].steps[0]: `connect` makes no sense for "client", a client: it connects to the grader',
      ],
    },
    'half-closing a datagram socket': {
      found: '- expectNothingMore: bob',
      replacement: '- halfClose: bob',
      errors: ['exercise.yaml:86:9: checks[3].steps[4]: `halfClose` makes no sense for "udp-server", a UDP program'],
    },
    'a datagram in pieces': {
      found: 'seed: 7 } }\n',
      replacement: 'seed: 7 }, pieces: 2 }\n',
      errors: ['exercise.yaml:84:62: checks[3].steps[2].send: `pieces` makes no sense for "udp-server", a UDP program'],
    },
    'dropping from a stream': {
      found: '- halfClose: alice',
      replacement: '- drop: alice',
      errors: ['exercise.yaml:38:9: checks[0].steps[5]: `drop` makes no sense for "server", a TCP program'],
    },
    'a stream from another socket': {
      found: 'pieces: 8',
      replacement: 'from: bob',
      errors: ['exercise.yaml:35:54: checks[0].steps[2].send: `from` makes no sense for "server", a TCP program'],
    },
    'a stream held back': {
      found: 'pieces: 8',
      replacement: 'afterMs: 10',
      errors: ['exercise.yaml:35:54: checks[0].steps[2].send: `afterMs` makes no sense for "server", a TCP program'],
    },
    'the port of a stream': {
      found: 'as: echo',
      replacement: 'as: echo, fromPort: same',
      errors: ['exercise.yaml:36:62: checks[0].steps[3].expect: `fromPort` makes no sense for "server", a TCP program'],
    },
    'the order of a stream': {
      found: 'as: echo',
      replacement: 'as: echo, order: any',
      errors: ['exercise.yaml:36:62: checks[0].steps[3].expect: `order` makes no sense for "server", a TCP program'],
    },
    'a datagram too large': {
      found: 'bytes: 1400',
      replacement: 'bytes: 65508',
      errors: ['exercise.yaml:84:15: checks[3].steps[2].send: no datagram can carry 65508 bytes; the most is 65507'],
    },
    'a broken regular expression': {
      found: 'pattern: ^hola\\n$',
      replacement: 'pattern: "(["',
      errors: [
        'exercise.yaml:58:47: checks[1].steps[2].repeat.steps[0].expect.pattern: not a regular expression: a [ has no ] after it, found "(["',
      ],
    },
    'an unknown name in the arguments': {
      found: "'{buffer}'",
      replacement: "'{bufer}'",
      errors: [
        'exercise.yaml:49:67: checks[1].steps[0].start.arguments[2]: nothing is called {bufer} here; did you mean "buffer"? Allowed: host, port, buffer, certificate, key, ca, token',
      ],
    },
    'a token that is asked for and not given': {
      found: 'arguments: [HOST, PORT, BUFFER]',
      replacement: 'arguments: [HOST, PORT, TOKEN]',
      errors: [
        'exercise.yaml:8:5: programs.server: has TOKEN among its arguments and no token; write `token: ...`, the one of the statement',
      ],
    },
    'pieces of a record that has none': {
      found: 'pieces: 8',
      replacement: 'cut: record',
      errors: ['exercise.yaml:35:15: checks[0].steps[2].send: has `cut` without `pieces`; say into how many'],
    },
    'TLS over UDP': {
      found: '- connect: bob',
      replacement: '- connect: { peer: bob, tls: {} }',
      errors: ['exercise.yaml:83:31: checks[3].steps[1].connect: `tls` makes no sense for "udp-server", a UDP program'],
    },
    'a buffer that is not given': {
      found: ', buffer: 8',
      replacement: '',
      errors: [
        'exercise.yaml:49:67: checks[1].steps[0].start.arguments[2]: {buffer} stands for `buffer`, which this step does not have',
      ],
    },
    'a reserved name': {
      found: 'as: echo',
      replacement: 'as: received',
      errors: [
        'exercise.yaml:36:56: checks[0].steps[3].expect.as: {received} has a meaning of its own in templates; choose another name',
        'exercise.yaml:37:52: checks[0].steps[4].expectOutput.template: no earlier step of this check gives {echo} a value. Allowed: sent, received',
      ],
    },
  });
});

describe('A step after the steps before it', () => {
  tellsOf({
    'a program used before it is started': {
      found: '- start: server',
      replacement: '- expectRunning: server',
      errors: [
        'exercise.yaml:33:9: checks[0].steps[0]: "server" has not been started yet; `start` it in an earlier step',
      ],
    },
    'a call before the start': {
      found: '- start: server\n      - connect: alice',
      replacement: '- connect: alice\n      - start: server',
      errors: [
        'exercise.yaml:33:9: checks[0].steps[0]: "server" has not been started yet; `start` it in an earlier step',
      ],
    },
    'a program started twice': {
      found: '- start: client',
      replacement: '- start: client\n      - start: client',
      errors: [
        'exercise.yaml:70:9: checks[2].steps[2]: "client" is running already; `stop` it or wait for its end before (see line 69)',
      ],
    },
    'typing after the end of input': {
      found: '- endInput: client',
      replacement: '- endInput: client\n      - type: { program: client, text: x }',
      errors: [
        'exercise.yaml:73:9: checks[2].steps[5]: the standard input of "client" has ended in an earlier step (see line 72)',
      ],
    },
    'accepting before listening': {
      found: '- listen: client\n      - start: client',
      replacement: '- start: client',
      errors: ['exercise.yaml:69:9: checks[2].steps[1]: nothing can connect before a `listen` step'],
    },
    'listening twice': {
      found: '- listen: client',
      replacement: '- listen: client\n      - listen: client',
      errors: ['exercise.yaml:69:9: checks[2].steps[1]: the port is open already (see line 68)'],
    },
    'a peer never connected': {
      found: '- halfClose: alice',
      replacement: '- halfClose: alise',
      errors: [
        'exercise.yaml:38:20: checks[0].steps[5].halfClose: no earlier step has `connect: alise`; did you mean "alice"? Allowed: alice',
      ],
    },
    'a peer never accepted': {
      found: '- echo: client',
      replacement: '- echo: zoe',
      errors: ['exercise.yaml:74:15: checks[2].steps[6].echo: no earlier step has `accept: zoe`. Allowed: client'],
    },
    'a peer connected twice': {
      found: '- halfClose: alice',
      replacement: '- connect: alice',
      errors: [
        'exercise.yaml:38:18: checks[0].steps[5].connect: "alice" is used in a `connect` step already; give this one another name (see line 34)',
      ],
    },
    'sending after close': {
      found: '- halfClose: alice',
      replacement: '- close: alice\n      - send: { peer: alice, text: x }',
      errors: ['exercise.yaml:39:9: checks[0].steps[6]: "alice" cannot `send` after `close` (see line 38)'],
    },
    'sending after half-close': {
      found: '- expectClose: { peer: alice, how: fin }',
      replacement: '- send: { peer: alice, text: x }',
      errors: ['exercise.yaml:39:9: checks[0].steps[6]: "alice" cannot `send` after `halfClose` (see line 38)'],
    },
    'expecting after reset': {
      found: '- halfClose: alice\n      - expectClose: { peer: alice, how: fin }',
      replacement: '- reset: alice\n      - expect: { peer: alice, any: true }',
      errors: ['exercise.yaml:39:9: checks[0].steps[6]: "alice" cannot `expect` after `reset` (see line 38)'],
    },
    'a numbered peer outside repeat': {
      found: '- signal:',
      replacement: '- close: crowd\n      - signal:',
      errors: [
        'exercise.yaml:60:16: checks[1].steps[3].close: "crowd" was opened inside `repeat`, where peers have a number; write a name from crowd-1 to crowd-3',
      ],
    },
    'a plain peer inside repeat': {
      found: '- repeat:\n          times: 3\n          steps:\n            - connect: crowd',
      replacement:
        '- connect: crowd\n      - repeat:\n          times: 3\n          steps:\n            - expectNothingMore: crowd',
      errors: [
        'exercise.yaml:54:34: checks[1].steps[2].repeat.steps[0].expectNothingMore: inside `repeat` peers have a number (crowd-1, crowd-2, ...), but `connect: crowd` stands outside',
      ],
    },
    'more rounds than peers': {
      found: 'times: 3',
      replacement: 'times: 2',
      errors: [
        'exercise.yaml:58:31: checks[1].steps[2].repeat.steps[0].expect.peer: this repeats more often than `connect: crowd`, which gives 2 peers',
      ],
    },
    'an unknown peer inside repeat': {
      found: '- close: crowd',
      replacement: '- close: crwod',
      errors: [
        'exercise.yaml:59:22: checks[1].steps[2].repeat.steps[1].close: no earlier step has `connect: crwod`; did you mean "crowd"? Allowed: crowd',
      ],
    },
    'a name without a value': {
      found: 'as: echo',
      replacement: 'as: ecco',
      errors: [
        'exercise.yaml:37:52: checks[0].steps[4].expectOutput.template: no earlier step of this check gives {echo} a value; did you mean "ecco"? Allowed: sent, received, ecco',
      ],
    },
    'a name that comes later': {
      found: "template: '{sent}', as: echo",
      replacement: "template: '{echo}', as: echo",
      errors: [
        'exercise.yaml:36:42: checks[0].steps[3].expect.template: no earlier step of this check gives {echo} a value. Allowed: sent, received',
      ],
    },
    'what was received when there is no peer yet': {
      found: '- accept: { peer: client',
      replacement: "- type: { program: client, template: '{received}' }\n      - accept: { peer: client",
      errors: [
        'exercise.yaml:70:44: checks[2].steps[2].type.template: no earlier step of this check gives {received} a value',
      ],
    },
  });
});
