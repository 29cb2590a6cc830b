import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toText } from '../../model/bytes.ts';
import { Lab, type Ready } from '../../testing/lab.ts';
import { factsOf, lastEnd, outputOf, perform } from '../../testing/play.ts';

const client = { role: 'client', transport: 'tcp', folder: 'own' } as const;

/** By then it has written what it was going to write. */
const shown = 'expectOutput: { program: program, text: listo }';

async function writing(lab: Lab, source: string): Promise<Ready> {
  return lab.prepare('python', source);
}

describe('A program in a folder of its own', () => {
  test('finds there what was put into it, and nothing else', async (context) => {
    await using lab = await Lab.open(context);
    const program = await writing(lab, `import os\nprint(os.listdir(), open("nota.txt").read())`);
    const steps = [
      'file: { path: nota.txt, text: Hola }',
      'start: program',
      'expectExit: { program: program, code: 0 }',
    ];
    const timeline = await perform(lab, { ...client, program, steps });
    expect(outputOf(timeline)).toBe("['nota.txt'] Hola\n");
    expect(factsOf(timeline, 'file-placed')).toMatchObject([{ path: 'nota.txt', length: 4 }]);
  });

  test('leaves nothing behind', async (context) => {
    await using lab = await Lab.open(context);
    const program = await writing(lab, `open("nota.txt", "w").write("Hola")`);
    const steps = ['start: program', 'expectFile: { path: nota.txt, text: Hola }'];
    const [made] = factsOf(await perform(lab, { ...client, program, steps }), 'folder-made');
    expect(made).toBeDefined();
    expect(existsSync(made?.outside ?? '')).toBe(false);
  });
});

describe.each([{ kernel: true }, { kernel: false }])('A file that a program writes ($kernel)', ({ kernel }) => {
  test('is waited for until it is whole', async (context) => {
    await using lab = await Lab.open(context);
    const program = await writing(
      lab,
      `
      file = open("nota.txt", "wb", buffering=0)
      file.write(b"Ho")
      file.write(b"la")
      print('listo')
      input()
      `,
    );
    const steps = ['start: program', shown, 'expectFile: { path: nota.txt, text: Hola }'];
    const timeline = await perform(lab, { ...client, program, steps, kernel });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'file-seen')).toMatchObject([{ path: 'nota.txt', length: 4, differsAt: null }]);
  });

  test('is told as it is when it stays another', async (context) => {
    await using lab = await Lab.open(context);
    const program = await writing(lab, `open("nota.txt", "w").write("Holy"); print("listo"); input()`);
    const steps = ['start: program', shown, 'expectFile: { path: nota.txt, text: Hola }'];
    const [seen] = factsOf(await perform(lab, { ...client, program, steps, kernel }), 'file-seen');
    expect(seen).toMatchObject({ length: 4, differsAt: 3 });
    expect(toText(seen?.start ?? new Uint8Array())).toBe('Holy');
  });

  test('is missed, with the names of others', async (context) => {
    await using lab = await Lab.open(context);
    const program = await writing(lab, `open("note.txt", "w"); print("listo"); input()`);
    const steps = ['start: program', shown, 'expectFile: { path: nota.txt, length: 0 }'];
    const unseen = factsOf(await perform(lab, { ...client, program, steps, kernel }), 'file-unseen');
    expect(unseen).toMatchObject([{ path: 'nota.txt', found: 'nothing', names: ['note.txt'] }]);
  });

  test('is seen beside the folder', async (context) => {
    await using lab = await Lab.open(context);
    const program = await writing(lab, `open("../nota.txt", "w").write("Hola"); print("listo"); input()`);
    const steps = ['start: program', shown, 'expectNoFile: { path: ../nota.txt }'];
    const timeline = await perform(lab, { ...client, program, steps, kernel });
    expect(factsOf(timeline, 'file-seen')).toMatchObject([{ path: '../nota.txt', length: 4 }]);
  });

  test('may come and go before the program rests', async (context) => {
    await using lab = await Lab.open(context);
    const program = await writing(
      lab,
      `import os\nopen("nota.txt", "w")\nos.remove("nota.txt")\nprint('listo')\ninput()`,
    );
    const steps = ['start: program', shown, 'expectNoFile: { path: nota.txt }'];
    const timeline = await perform(lab, { ...client, program, steps, kernel });
    expect(factsOf(timeline, 'file-unseen')).toMatchObject([{ path: 'nota.txt', found: 'nothing' }]);
  });
});
