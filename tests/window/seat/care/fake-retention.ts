import type { Input, Output } from '../../../../src/shared/ipc/contract';
import type { RetentionView } from '../../../../src/shared/retention/view';

export interface RetentionScenario {
  /** What a seat keeps of identities; undefined: nothing is due, and the province names its term. */
  retention?: 'due' | 'no_rule';
}

const AT = Date.UTC(2026, 10, 23, 1, 30);
const NOTHING_DUE: RetentionView = {
  rule: { identityDays: 190, bundleVersion: '2026.2' },
  held: 1846,
  due: 0,
  atOnce: 300,
  kept: [
    { reason: 'case_open', calls: 214 },
    { reason: 'term', calls: 1632 },
  ],
  nextDueOn: '2026-12-02',
  certificates: [],
  savesPapers: true,
};

/** TEST ONLY: a seat that keeps sealed identities, in figures. */
export function fakeRetention({ retention }: RetentionScenario): {
  'retention.view': () => RetentionView;
  'retention.destroy': (input: Input<'retention.destroy'>) => RetentionView;
  'retention.save': (input: Input<'retention.save'>) => Output<'retention.save'>;
} {
  let view: RetentionView = NOTHING_DUE;
  if (retention === 'no_rule') view = { ...NOTHING_DUE, rule: null, kept: [], nextDueOn: null };
  if (retention === 'due')
    view = {
      ...NOTHING_DUE,
      held: 1896,
      due: 50,
      kept: [
        { reason: 'owed', calls: 2 },
        { reason: 'case_open', calls: 211 },
        { reason: 'identity_asked', calls: 1 },
        { reason: 'term', calls: 1632 },
      ],
      certificates: [{ name: 'XH-ZZ01-0001', at: AT - 30 * 86_400_000, by: '赵强', calls: 38, boxes: 41 }],
    };
  return {
    'retention.view': () => view,
    'retention.destroy': ({ calls }) => {
      const certificate = { name: 'XH-ZZ01-0002', at: AT, by: '赵强', calls, boxes: calls + 3 };
      view = {
        ...view,
        held: view.held - calls,
        due: 0,
        certificates: [certificate, ...view.certificates],
      };
      return view;
    },
    'retention.save': ({ name, format }) => ({ fileName: `举报人信息（密封件）销毁证书 ${name}.${format}` }),
  };
}
