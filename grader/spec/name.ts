/** Names that authors give: of programs, peers, checks. */
import { z } from 'zod';
import { mustBe } from './rule.ts';

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, mustBe('NAME'))
  .meta({ id: 'name' });
