/** What a step that opens a conversation says of TLS. */
import { z } from 'zod';

export const listenTls = z
  .strictObject({
    certificate: z
      .enum(['trusted', 'untrusted', 'expired', 'other-name'])
      .default('trusted')
      .describe('what the grader shows the client; only `trusted` is good to the authority in {ca}'),
  })
  .optional()
  .describe('TLS on every connection that comes');

export const connectTls = z
  .strictObject({
    certificate: z
      .enum(['trusted', 'any'])
      .default('any')
      .describe('trusted: the server must show one that the authority in {ca} has signed for its address'),
    offer: z
      .enum(['TLSv1.1', 'TLSv1.2', 'TLSv1.3'])
      .optional()
      .describe('the only version the grader speaks; TLSv1.1 stands for that one and TLSv1.0'),
    handshake: z.enum(['done', 'refused']).default('done').describe('refused: the server must break it off'),
  })
  .optional()
  .describe('TLS on the connection; the step waits until the handshake is over');
