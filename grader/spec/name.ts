/** Names that authors give: of programs, peers, checks. */
import { z } from 'zod';

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, e.g. "alice"')
  .meta({ id: 'name' });
