import type { Care } from '../self-check/care';
import type { Handlers } from './router';

type Name = Extract<
  keyof Handlers,
  `check.${string}` | `audit.${string}` | `support.${string}` | `licences.${string}`
>;

/** What is asked of the PC itself, open store or not. */
export function careHandlers({ selfCheck, verification, support, licences }: Care): Pick<Handlers, Name> {
  return {
    'licences.list': () => licences(),
    'check.run': () => selfCheck.start(),
    'check.report': () => selfCheck.report(),
    'audit.verify': (_, { person }) => verification.start(person),
    'audit.verification': () => verification.report(),
    'support.prepare': () => support.prepare(),
    'support.save': ({ id }, { person }) => support.save(person, id),
  };
}
