import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Occurrence } from '../../../src/shared/lead/occurrence';
import { readCall, type CallReading } from '../../../src/shared/proposals/read-call';
import { STORY_FIELDS, type Span, type StoryTexts } from '../../../src/shared/story/story';
import { at } from '../../../build/base/paths.mjs';
import { shippedRules } from '../../builders/rules';

const rules = shippedRules();
const texts = ['own.jsonl', 'sample.jsonl'].flatMap((file) =>
  readFileSync(at('tests', 'fixtures', 'labelled', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text),
);
/** Words that say nothing of pollution, time, place or office. */
const NEUTRAL = ['嗯', '对对对', '我慢慢说', '你记一下', '就这么个情况', '麻烦了'];

function spansOf({ lead, urgency, occurrences, saidBefore, types, industries, scope }: CallReading): Span[] {
  return [
    ...[...lead.flags, ...lead.near, ...urgency.reasons, ...types, ...industries, ...scope.referrals].flatMap(
      (one) => one.spans,
    ),
    ...occurrences.map(({ span }) => span),
    ...saidBefore,
    ...scope.ours,
  ];
}

/** What is proposed, without the places of the words. */
function proposed({ lead, urgency, occurrences, types, scope }: CallReading) {
  return {
    flags: lead.flags.map(({ flag }) => flag),
    urgency: urgency.urgency,
    times: occurrences.map(({ occurrence }) => occurrence),
    types: types.map(({ code }) => code),
    scope: scope.decision,
    referrals: scope.referrals.map(({ referral }) => referral),
  };
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(
      '😀',
      '𠀀',
      '\u0000',
      '\ud83d',
      '夜',
      '里',
      '排',
      '水',
      '库',
      '，',
      '。',
      '点',
      '十',
      '“',
      '没',
      '往',
      '挖',
      ' ',
      '\n',
    ),
    maxLength: 300,
  }),
  fc.constantFrom(...texts),
);

describe('reading any call', () => {
  it('never throws; spans quote the text they are of; occurrences fit the report', () => {
    fc.assert(
      fc.property(
        fc.record(
          { target: anyText, detail: anyText, description: anyText, pattern: anyText, wish: anyText },
          { requiredKeys: [] },
        ),
        (call: StoryTexts) => {
          const reading = readCall(call, rules);
          for (const { field, start, end, words } of spansOf(reading)) {
            expect(STORY_FIELDS).toContain(field);
            expect(words).toBe((call[field] ?? '').slice(start, end));
            expect(words).not.toBe('');
          }
          expect(reading.occurrences.length).toBeLessThanOrEqual(12);
          for (const { occurrence } of reading.occurrences)
            expect(Occurrence.safeParse(occurrence).success).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is not changed by a clause that says nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom(...NEUTRAL),
        fc.boolean(),
        (text, words, isFirst) => {
          const longer = isFirst ? `${words}。${text}` : `${text}。${words}。`;
          expect(proposed(readCall({ description: longer }, rules))).toEqual(
            proposed(readCall({ description: text }, rules)),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is never out of scope with a major flag, nor for quarrying and mining (R-10)', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.constantFrom(...texts), (one, other) => {
        const { lead, scope } = readCall({ description: `${one}。${other}` }, rules);
        if (lead.flags.length > 0) expect(scope.decision).toBe('in');
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['往河里排黑水', '夜里%s，天亮就停', '没有'],
    ['挖山采石', '后山有人%s，一车一车往外拉', '没有人'],
    ['往水库里倒粪', '养殖场%s', '没有'],
  ])('“%s” is a lead, and denied it is none', (act, frame, denial) => {
    const flags = (text: string) => readCall({ description: text }, rules).lead.flags;
    expect(flags(frame.replace('%s', act))).not.toEqual([]);
    expect(flags(`${denial}${act}。`)).toEqual([]);
  });

  it('takes blanks and full width for what they are', () => {
    const plain = '夜里十一点多往水库里排黑水，KTV也吵';
    const odd = '夜 里十一点多　往水 库里排黑水，ＫＴＶ也吵';
    expect(proposed(readCall({ description: odd }, rules)).flags).toEqual(
      proposed(readCall({ description: plain }, rules)).flags,
    );
  });

  it('is linear: a story ten times as long takes about ten times as long', () => {
    const story = (length: number) => texts.join('').repeat(4).slice(0, length);
    const cost = (length: number) => {
      const description = story(length);
      const runs = Array.from({ length: 9 }, () => {
        const before = process.cpuUsage();
        readCall({ description }, rules);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      });
      return Math.min(...runs);
    };
    cost(20_000);
    const [short, long] = [cost(2_000), cost(20_000)];
    expect(long).toBeLessThan(Math.max(25 * short, 100));
  });
});
