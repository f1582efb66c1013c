import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PhoneEvent } from '../../../src/shared/telephony/event';
import {
  MAX_ON_LINE,
  RING_LIMIT_MS,
  ringing,
  step,
  withoutStale,
  type Line,
  type LineChange,
} from '../../../src/shared/telephony/line';

const events = fc.array(
  fc.record({
    event: fc.constantFrom('ring', 'answer', 'hang_up'),
    callId: fc.constantFrom('a', 'b', 'c'),
    number: fc.option(fc.constantFrom('13800001234', ''), { nil: undefined }),
  }) as fc.Arbitrary<PhoneEvent>,
  { maxLength: 40 },
);

function run(list: readonly PhoneEvent[]): { line: Line; changes: LineChange[] } {
  let line: Line = [];
  const changes = list.map((event, index) => {
    const next = step(line, event, index);
    line = next.line;
    return next.change;
  });
  return { line, changes };
}

test('ring, answer, hang up: the number rings with the call and goes with its answer', () => {
  const rang = step([], { event: 'ring', callId: 'x', number: '13800001234' }, 10);
  expect(ringing(rang.line)).toMatchObject({ number: '13800001234', since: 10 });
  const answered = step(rang.line, { event: 'answer', callId: 'x' }, 15);
  expect(answered.change).toMatchObject({ kind: 'answered', number: '13800001234', rangAt: 10 });
  expect(JSON.stringify(answered.line)).not.toContain('1380000');
  expect(ringing(answered.line)).toBeNull();
  expect(step(answered.line, { event: 'hang_up', callId: 'x' }, 20)).toMatchObject({
    line: [],
    change: { kind: 'hung_up' },
  });
});

test('whatever is told in whatever order: a call is answered once and hung up once, and nothing of it stays', () => {
  fc.assert(
    fc.property(events, (list) => {
      const { line, changes } = run(list);
      for (const callId of ['a', 'b', 'c']) {
        const kinds = changes.flatMap((change) =>
          'call' in change && change.call.callId === callId ? [change.kind] : [],
        );
        // Between two beginnings of a call of this name lies its end.
        let isUp = false;
        for (const kind of kinds) {
          if (kind === 'answered') {
            expect(isUp).toBe(false);
            isUp = true;
          }
          if (kind === 'hung_up') {
            expect(isUp).toBe(true);
            isUp = false;
          }
          if (kind === 'gave_up') expect(isUp).toBe(false);
        }
        expect(line.some((call) => call.callId === callId && call.phase === 'answered')).toBe(isUp);
      }
      expect(line.filter((call) => call.phase === 'answered').every((call) => call.number === null)).toBe(
        true,
      );
    }),
  );
});

test('a line has an end: what rings too long or too often is forgotten, what was answered is not', () => {
  let line: Line = step([], { event: 'answer', callId: 'held' }, 0).line;
  for (let n = 0; n < 40; n += 1)
    line = step(line, { event: 'ring', callId: `r${n}`, number: `${n}00` }, n).line;
  expect(line).toHaveLength(MAX_ON_LINE);
  expect(line.some((call) => call.callId === 'held')).toBe(true);
  expect(withoutStale(line, RING_LIMIT_MS + 100).map((call) => call.callId)).toEqual(['held']);
  const fresh = step([], { event: 'ring', callId: 'x' }, 5).line;
  expect(withoutStale(fresh, 6)).toBe(fresh);
});
