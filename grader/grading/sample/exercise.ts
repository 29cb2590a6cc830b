/** A small exercise for the tests that grade: three checks of a server, two of a client. */
import { exerciseSchema, type Exercise } from '../../spec/exercise.ts';

const conversation = [
  { start: 'server' },
  { connect: 'alice' },
  { send: { peer: 'alice', text: 'Hola Mundo Cruel' } },
  { expect: { peer: 'alice', template: '{sent}' } },
];

const call = [
  { listen: 'client' },
  { start: 'client' },
  { type: { program: 'client', line: 'Hola' } },
  { accept: 'server' },
  { expect: { peer: 'server', text: 'Hola' } },
];

export const smallExercise: Exercise = exerciseSchema.parse({
  id: 'small',
  title: { es: 'Eco', en: 'Echo' },
  points: { basic: 60, robust: 40, bonus: 5 },
  programs: { server: program('server'), client: program('client') },
  checks: [
    { ...check('opens-its-port', 'server', conversation.slice(0, 2)), weight: 2 },
    { ...check('echoes-one-message', 'server', conversation), needs: ['opens-its-port'] },
    {
      ...check('closes-after-the-client', 'server', [
        ...conversation,
        { halfClose: 'alice' },
        { expectClose: 'alice' },
      ]),
      level: 'robust',
      needs: ['echoes-one-message'],
    },
    {
      ...check('leaves-no-connection', 'server', [
        ...conversation.slice(0, 2),
        { close: 'alice' },
        { expectConnections: { program: 'server', atMost: 0 } },
      ]),
      level: 'bonus',
    },
    check('sends-its-line', 'client', call),
    {
      ...check('shows-the-echo', 'client', [
        ...call,
        { send: { peer: 'server', text: 'Hola' } },
        { expectOutput: { program: 'client', text: 'Hola' } },
      ]),
      level: 'robust',
      needs: ['sends-its-line'],
    },
  ],
});

function program(role: string) {
  const title = { es: role, en: role };
  return { title, role, transport: 'tcp', port: 5000, files: [`tcp_${role}`] };
}

function check(id: string, of: string, steps: readonly object[]) {
  return { id, of, level: 'basic', title: { es: id, en: id }, steps };
}
