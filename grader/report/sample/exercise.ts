/** A small exercise for the tests of the reports. */
import { exerciseSchema, type Exercise } from '../../spec/exercise.ts';

const conversation = [
  { start: 'server' },
  { connect: 'alice' },
  { send: { peer: 'alice', text: 'Hola Mundo Cruel' } },
  { expect: { peer: 'alice', template: '{sent}' } },
];

export const tcpEcho: Exercise = exerciseSchema.parse({
  id: 'tcp-echo',
  title: { es: 'Eco por TCP', en: 'TCP echo' },
  programs: {
    server: {
      title: { es: 'Servidor TCP', en: 'TCP server' },
      role: 'server',
      transport: 'tcp',
      port: 5000,
      files: ['tcp_server', 'cp_server', 'servidor'],
    },
    client: {
      title: { es: 'Cliente TCP', en: 'TCP client' },
      role: 'client',
      transport: 'tcp',
      port: 5000,
      files: ['tcp_client', 'cp_client', 'cliente'],
    },
  },
  checks: [
    check('opens-its-port', 'server', 'basic', ['Abre su puerto', 'Opens its port'], conversation.slice(0, 2)),
    check('echoes-one-message', 'server', 'basic', ['Devuelve un mensaje', 'Echoes one message'], conversation),
    {
      ...check('adds-nothing', 'server', 'basic', ['No agrega nada al eco', 'Adds nothing to the echo'], conversation),
      hint: {
        es: 'El eco es exactamente lo que llegó.',
        en: 'The echo is exactly what came.',
      },
    },
    check(
      'echoes-accents',
      'server',
      'basic',
      ['Devuelve un texto con acentos', 'Echoes a text with accents'],
      [
        ...conversation.slice(0, 2),
        { send: { peer: 'alice', text: '¡Adiós, señor Ñandú! 5 €' } },
        { expect: { peer: 'alice', template: '{sent}' } },
      ],
    ),
    check(
      'echoes-byte-by-byte',
      'server',
      'robust',
      ['Devuelve un mensaje que llega byte por byte', 'Echoes a message that arrives byte by byte'],
      [
        ...conversation.slice(0, 2),
        { send: { peer: 'alice', text: 'Hola Mundo Cruel', pieces: 'bytes' } },
        { expect: { peer: 'alice', template: '{sent}' } },
      ],
    ),
    check(
      'survives-a-split-character',
      'server',
      'robust',
      ['Soporta una letra partida en dos', 'Survives a split character'],
      [
        ...conversation.slice(0, 2),
        { send: { peer: 'alice', text: 'señal', pieces: [3] } },
        { expect: { peer: 'alice', template: '{sent}' } },
      ],
    ),
    check(
      'survives-another-split',
      'server',
      'robust',
      ['Soporta un emoji partido en cuatro', 'Survives an emoji split in four'],
      [
        ...conversation.slice(0, 2),
        { send: { peer: 'alice', text: '😀', pieces: 'bytes' } },
        { expect: { peer: 'alice', template: '{sent}' } },
      ],
    ),
    check(
      'serves-five-clients',
      'server',
      'robust',
      ['Atiende a cinco clientes, uno tras otro', 'Serves five clients in turn'],
      [
        { start: 'server' },
        {
          repeat: {
            times: 5,
            steps: [
              { connect: 'visitor' },
              { send: { peer: 'visitor', text: 'Hola' } },
              { expect: { peer: 'visitor', template: '{sent}' } },
              { halfClose: 'visitor' },
            ],
          },
        },
      ],
    ),
    check(
      'restarts-at-once',
      'server',
      'robust',
      ['Se puede reiniciar enseguida', 'Can be restarted at once'],
      conversation,
    ),
    check(
      'stops-on-interrupt',
      'server',
      'robust',
      ['Termina con Ctrl-C', 'Ends on Ctrl-C'],
      [
        { start: 'server' },
        { signal: { program: 'server', signal: 'SIGINT' } },
        { expectExit: { program: 'server', signal: 'allowed' } },
      ],
    ),
    check('serves-a-burst', 'server', 'bonus', ['Atiende a cincuenta a la vez', 'Serves fifty at once'], conversation),
    check(
      'shows-the-echo',
      'client',
      'basic',
      ['Muestra el eco', 'Shows the echo'],
      [
        { listen: { program: 'client' } },
        { start: 'client' },
        { type: { program: 'client', line: 'Hola Mundo Cruel' } },
        { accept: 'server' },
        { expect: { peer: 'server', any: true } },
        { echo: 'server' },
        { expectOutput: { program: 'client', template: '{received}' } },
      ],
    ),
    check(
      'reports-no-server',
      'client',
      'robust',
      ['Avisa que no hay servidor', 'Reports that there is no server'],
      [
        { start: 'client' },
        { endInput: 'client' },
        { expectExit: { program: 'client', code: 'non-zero', message: 'clean' } },
      ],
    ),
  ],
});

function check(id: string, of: string, level: string, [es, en]: readonly [string, string], steps: readonly object[]) {
  return { id, of, level, title: { es, en }, steps };
}
