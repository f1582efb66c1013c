import { z } from 'zod';

/** The step rail, in order (design §5). */
export const StepId = z.enum([
  'greeting',
  'purpose',
  'scope',
  'identity',
  'target',
  'address',
  'pollution',
  'wishes',
  'read_back',
  'deadline',
  'closing',
]);
export type StepId = z.infer<typeof StepId>;
export const STEPS: readonly StepId[] = StepId.options;
