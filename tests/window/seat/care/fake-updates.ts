import type { Topic, UpdateState } from '../../../../src/shared/ipc/contract';
import type { StartStory, UpdateView } from '../../../../src/shared/updates/view';

const AT = Date.UTC(2026, 10, 23, 1, 30);

export interface UpdatesScenario {
  update?: Partial<UpdateState>;
  /** What the page of updates is told. */
  updates?: Partial<UpdateView>;
}

export const STAGED: NonNullable<UpdateView['staged']> = {
  version: '1.2.0',
  notes: '台账导出加快；修正交接班后光标的位置。',
  releasedAt: AT - 3 * 86_400_000,
  checkedAt: AT - 3_600_000,
  from: 'center',
  run: "sudo dpkg --refuse-downgrade -i '/home/hotline/.config/hn12369-seat/updates/1.2.0/cn.gov.henan.sthjt.seat12369_1.2.0_amd64.deb'",
};

export const MIGRATED: StartStory = {
  at: AT - 7_200_000,
  version: '0.1.0',
  cameFrom: '0.0.9',
  what: { kind: 'migrated', from: 17, to: 18, wayBack: true },
  isSeen: false,
};

export const ROLLED_BACK: StartStory = {
  at: AT - 7_200_000,
  version: '0.1.0',
  cameFrom: '0.1.0',
  what: { kind: 'rolled_back', tried: '0.2.0', starts: 3, why: 'store_corrupt', store: 'put_back' },
  isSeen: false,
};

/** TEST ONLY: a PC whose policy lets the center give updates; nothing is there unless the scenario says so. */
export function fakeUpdates(
  announce: (topic: Topic) => void,
  { update, updates }: UpdatesScenario,
): {
  'update.state': () => UpdateState;
  'update.seen': () => UpdateState;
  'update.view': () => UpdateView;
  'update.look': () => UpdateView;
  'update.import': () => UpdateView;
} {
  let state: UpdateState = {
    version: '0.1.0',
    cameFrom: '0.1.0',
    starts: 0,
    isFailing: false,
    story: null,
    ...update,
  };
  let view: UpdateView = {
    version: '0.1.0',
    source: { kind: 'center' },
    hasKey: true,
    staged: null,
    work: { kind: 'idle' },
    looked: null,
    ...updates,
  };
  const taken = (from: 'center' | 'folder') => {
    view = { ...view, staged: { ...STAGED, from }, looked: { at: AT, from, problem: null } };
    announce('updates');
    return view;
  };
  return {
    'update.state': () => state,
    'update.seen': () => {
      state = { ...state, story: state.story && { ...state.story, isSeen: true } };
      return state;
    },
    'update.view': () => view,
    'update.look': () => taken('center'),
    'update.import': () => taken('folder'),
  };
}
