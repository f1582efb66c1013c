import { z } from 'zod';

/** No input, or no output. */
export const nothing = z.strictObject({});
/** One page of a list. */
export const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) };

/** Who may ask: anybody at the PC, anybody signed in, or supervisors alone. Checked in the core, not the window. */
export type Access = 'anyone' | 'signed_in' | 'supervisor';

/** One request: who may ask it, what goes in, what comes out. */
export const request = <A extends Access, I extends z.ZodType, O extends z.ZodType>(
  access: A,
  input: I,
  output: O,
) => ({
  access,
  input,
  output,
});
