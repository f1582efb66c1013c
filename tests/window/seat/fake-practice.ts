import type { Draft } from '../../../src/shared/call/form';
import type { Input, Output, RequestName } from '../../../src/shared/ipc/contract';
import type { PracticeRun, PracticeState, ScoreView } from '../../../src/shared/practice/messages';

// TEST ONLY: what the practice mode of the seat in memory answers: the state it was given, and no more.

export interface FakePractice {
  state: PracticeState;
  score?: ScoreView;
  history?: PracticeRun[];
}

type Name = Extract<RequestName, `practice.${string}`>;
type Handlers = { [N in Name]: (input: Input<N>) => Output<N> };

const AT_EASE: PracticeState = {
  mode: null,
  tellsAll: false,
  isRinging: false,
  inHand: null,
  last: null,
  drill: null,
  interrupted: null,
};

export function fakePractice(given: FakePractice | undefined, startCall: () => Draft): Handlers {
  const state = () => given?.state ?? AT_EASE;
  return {
    'practice.begin': state,
    'practice.state': state,
    'practice.nextCaller': state,
    'practice.reopen': state,
    'practice.answer': state,
    'practice.score': () => {
      if (given?.score === undefined) throw new Error('no score given');
      return given.score;
    },
    'practice.history': () => given?.history ?? [],
    'practice.end': () => ({}),
    'practice.takeRealCall': startCall,
    'practice.wipe': () => ({}),
  };
}
