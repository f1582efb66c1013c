import type { Input, Output, QueueItem, RequestName } from '../../../../src/shared/ipc/contract';
import {
  minus,
  NOTHING_MADE,
  plus,
  type ArrivalCounts,
  type ArrivalFilter,
  type ArrivalPart,
  type ArrivalProof,
  type CenterVerdict,
} from '../../../../src/shared/queue/arrival';
import { shanghaiDate } from '../../../../src/shared/shanghai-time';

// TEST ONLY: the equation of arrival of the seat in memory, one revision a call.

type ArrivalName = Extract<RequestName, `arrival.${string}`>;
type ArrivalHandlers = { [N in ArrivalName]: (input: Input<N>) => Output<N> };

/** What a scenario may say of it. */
export interface ArrivalScenario {
  /** How the center's count stands to ours; left out: it agrees. */
  arrival?: { verdict?: CenterVerdict; isNever?: boolean; failure?: ArrivalProof['failure']; lost?: number };
}

const partOf = ({ state }: QueueItem): ArrivalPart | null => {
  switch (state) {
    case 'draft':
    case 'incomplete':
      return null;
    case 'accepted':
    case 'returned':
      return 'received';
    case 'waiting':
    case 'sending':
      return 'owed';
    default:
      return state;
  }
};

const dayOf = (item: QueueItem): string => shanghaiDate(item.finishedAt ?? item.startedAt);

export function isInArrival(item: QueueItem, filter: ArrivalFilter | undefined): boolean {
  if (filter === undefined) return true;
  const part = partOf(item);
  return (
    part !== null &&
    (filter.part === null || part === filter.part) &&
    (filter.day === null || dayOf(item) === filter.day)
  );
}

function countsOf(items: readonly QueueItem[]): ArrivalCounts {
  const counts = { ...NOTHING_MADE };
  for (const item of items) {
    const part = partOf(item);
    if (part === null) continue;
    counts.made += 1;
    counts[part] += 1;
    if (part === 'quarantined' && item.id.endsWith('0c')) counts.superseded += 1;
  }
  return counts;
}

export function fakeArrival(scenario: ArrivalScenario, items: () => readonly QueueItem[]): ArrivalHandlers {
  const { verdict = 'agrees', isNever = false, failure = null, lost = 0 } = scenario.arrival ?? {};
  let isHandedIn = false;
  const checkedAt = Date.now() - 240_000;
  const center = (counts: ArrivalCounts, own: CenterVerdict) => {
    const change = { agrees: 0, open: 1, lacks: -2, differs: 3 }[own];
    const received = Math.max(0, counts.received + change);
    return { received, ownReceived: counts.received, verdict: own, checkedAt, centerTime: checkedAt + 900 };
  };
  const proof = (withDays: boolean): ArrivalProof => {
    const all = items();
    const names = [...new Set(all.map(dayOf))].sort().reverse();
    const counted = countsOf(all);
    const total = { ...counted, made: counted.made + lost, lost };
    const days = withDays
      ? names.map((day, index) => {
          const counts = countsOf(all.filter((item) => dayOf(item) === day));
          return { day, counts, center: isNever ? null : center(counts, index === 0 ? verdict : 'agrees') };
        })
      : [];
    const listed = days.reduce((sum, { counts }) => plus(sum, counts), NOTHING_MADE);
    const received = all.filter((item) => partOf(item) === 'received');
    const records = verdict === 'lacks' ? received.slice(0, 2) : [];
    return {
      total,
      days,
      earlier: withDays ? minus(counted, listed) : NOTHING_MADE,
      lastReceipt: {
        centerNumber: received[0]?.centerNumber ?? 'HN20261123000400',
        receivedAt: Date.now() - 95_000,
      },
      center: isNever ? null : center(counted, verdict),
      lacking: {
        count: records.length,
        records: records.map(({ id, localNumber }) => ({
          callId: id,
          revision: 1,
          localNumber,
          foundAt: checkedAt,
          handedInAt: isHandedIn ? Date.now() : null,
        })),
      },
      isChecking: false,
      failure,
    };
  };
  return {
    'arrival.proof': ({ withDays }) => proof(withDays),
    'arrival.check': () => proof(false),
    'arrival.handIn': () => {
      isHandedIn = true;
      return proof(false);
    },
  };
}
