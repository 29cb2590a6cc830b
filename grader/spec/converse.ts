/**
 * A step at the keyboard of a client whose questions nobody knows: it may ask for a name, an address or a choice before
 * it does what a check is about. Lines are typed one at a time, and only as long as that has not happened.
 */
import { z } from 'zod';
import { name } from './name.ts';
import { patternFlaw } from './pattern-flaw.ts';
import { refuse } from './rule.ts';

const question = z.string().superRefine((text, ctx) => {
  const flaw = patternFlaw(text, 'i');
  if (flaw !== null) refuse(ctx, { code: 'NO_PATTERN', flaw });
});

export const converse = z
  .strictObject({
    program: name,
    lines: z
      .array(z.string())
      .default([])
      .describe('each is typed when the program waits for the keyboard; {host} and {port} are filled in'),
    answers: z
      .array(z.strictObject({ to: question, line: z.string() }))
      .default([])
      .describe('typed instead when the last line the program shows matches, whatever its case'),
    endInput: z.boolean().default(false).describe('after the last line, the end of standard input'),
    until: z
      .enum(['connected', 'sent', 'ended'])
      .describe('connected: it calls the grader; sent: `with` has received `text`; ended: the program has ended'),
    with: name.optional().describe('the peer it talks to'),
    text: z
      .string()
      .optional()
      .describe('with until: sent: UTF-8 text that must stand somewhere in what `with` received'),
    answer: z.string().optional().describe('what `with` answers whenever bytes have come and the program waits'),
    on: z.string().optional().describe('with until: ended: the line that must have ended it'),
  })
  .transform(({ until, with: peer, text, answer, on, ...rest }, ctx) => {
    if (rest.lines.length === 0 && !rest.endInput) refuse(ctx, { code: 'TYPES_NOTHING' });
    if ((until === 'sent') !== (text !== undefined)) refuse(ctx, { code: 'TEXT_UNLESS_SENT' });
    if (on !== undefined && until !== 'ended') refuse(ctx, { code: 'ON_UNLESS_ENDED' });
    if (peer === undefined && (text !== undefined || answer !== undefined)) refuse(ctx, { code: 'PEER_MISSING' });
    const goal: Goal =
      text === undefined ? { kind: until === 'ended' ? 'ended' : 'connected' } : { kind: 'sent', text };
    return { ...rest, goal, with: peer, answer, on };
  });

/** What has happened when there is nothing more to type. */
export type Goal = { readonly kind: 'connected' | 'ended' } | { readonly kind: 'sent'; readonly text: string };
