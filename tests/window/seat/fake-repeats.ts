import type { Input, Output, QueueItem } from '../../../src/shared/ipc/contract';

// TEST ONLY: the first two reports of the list as likely repeats of whatever is asked.

export function fakeRepeats(
  { target, detail }: Input<'repeats.find'>,
  items: readonly QueueItem[],
): Output<'repeats.find'> {
  const alike = items.filter((item) => item.disposition === 'report').slice(0, 2);
  const candidates = alike.map((item, place) => ({
    callId: item.id,
    localNumber: item.localNumber,
    centerNumber: item.centerNumber,
    startedAt: item.startedAt,
    title: item.title,
    place: item.place,
    state: item.state,
    score: place === 0 ? 0.97 : 0.3,
    verdict: place === 0 ? ('likely' as const) : ('possible' as const),
    parts: [
      { kind: 'target' as const, value: 5, words: [target.slice(0, 6) || item.title] },
      { kind: 'place' as const, value: 2, words: [detail.slice(0, 6) || item.place] },
      { kind: 'time' as const, value: 1, words: ['夜里'] },
    ],
    decision: null,
  }));
  return { candidates, searched: items.length, isReady: true, isAvailable: true };
}
