import type { RequestName } from '../../../shared/ipc/contract';
import { IN_PRACTICE } from '../../../shared/ipc/in-practice';
import { Refusal } from '../refusal';
import type { Handlers } from '../router/router';
import type { Practice } from './practice';

type OwnName = Extract<RequestName, `practice.${string}`>;

/** The practice mode's own requests. `startRealCall`: takes a real call for whoever asks. */
export function practiceHandlers(
  practice: Practice,
  startRealCall: Handlers['call.start'],
): Pick<Handlers, OwnName> {
  return {
    'practice.begin': (input, caller) => practice.begin(caller, input),
    'practice.state': (_, caller) => practice.state(caller),
    'practice.nextCaller': (_, caller) => practice.nextCaller(caller),
    'practice.score': ({ id }, caller) => practice.score(caller, id),
    'practice.history': (_, caller) => practice.history(caller),
    'practice.reopen': (_, caller) => practice.reopen(caller),
    'practice.answer': ({ question, choice }, caller) => practice.answer(caller, question, choice),
    'practice.end': (_, caller) => {
      practice.end(caller, 'wish');
      return {};
    },
    'practice.takeRealCall': (_, caller) => {
      practice.end(caller, 'real_call');
      return startRealCall({}, caller);
    },
    'practice.wipe': async (_, caller) => {
      await practice.wipe(caller);
      return {};
    },
  };
}

/**
 * The same requests for both modes: of a window that practises they reach the practice desk (`practised`, the same use
 * cases over it), the real one's answers about the PC, or nobody. Which is which stands in `IN_PRACTICE` for every request
 * there is, so that none reaches the real desk by being forgotten.
 */
export function withPractice(real: Handlers, practised: Handlers, practice: Practice): Handlers {
  const inPractice: Handlers = {
    ...practised,
    'call.start': () => practice.takeCall(),
    'queue.counts': (input, caller) => {
      const counts = practised['queue.counts'](input, caller);
      practice.sawQueue();
      return counts;
    },
    'session.signOut': (input, caller) => {
      practice.end(caller, 'signed_out');
      return real['session.signOut'](input, caller);
    },
  };
  const routed = <N extends RequestName>(name: N): Handlers[N] => {
    const way = IN_PRACTICE[name];
    return ((input: never, caller: never) => {
      if (!practice.isOn(caller)) return real[name](input, caller);
      if (way === 'refused') throw new Refusal('in_practice');
      return (way === 'practice' ? inPractice : real)[name](input, caller);
    }) as Handlers[N];
  };
  const names = Object.keys(IN_PRACTICE) as RequestName[];
  return Object.fromEntries(names.map((name) => [name, routed(name)])) as Handlers;
}
