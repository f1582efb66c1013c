import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  questionOf,
  type RepeatAnswer,
  RepeatAsker,
  type RepeatQuestion,
  withDecision,
} from '../../../src/renderer/features/intake/draft/repeat-question';
import { type Draft, emptyForm } from '../../../src/shared/call/form';
import { CallId } from '../../../src/shared/ids';
import type { RepeatsFound } from '../../../src/shared/ipc/contract';

const id = CallId.parse('019ab0c0-0000-7000-8000-000000000001');
const other = {
  callId: CallId.parse('019ab0c0-0000-7000-8000-000000000002'),
  localNumber: 'ZZ01-20261123-0002',
};

function draftWith(target: string, purpose: Draft['form']['purpose'] = 'report'): Pick<Draft, 'id' | 'form'> {
  const form = emptyForm();
  return {
    id,
    form: {
      ...form,
      purpose,
      report: { ...form.report, target: { answer: target, missing: null, reason: '' } },
    },
  };
}

describe('what is asked', () => {
  it('is nothing before target or place says anything, and for no report', () => {
    expect(questionOf(draftWith(' '))).toBeNull();
    expect(questionOf(draftWith('磐筑商砼', 'consultation'))).toBeNull();
    expect(questionOf(draftWith('磐筑商砼'))).toMatchObject({ id, target: '磐筑商砼' });
  });

  it('holds nothing of the caller', () => {
    const draft = draftWith('磐筑商砼');
    draft.form.identity = { name: '周密之', phone: '13703710001', contactNote: '', originals: [] };
    expect(JSON.stringify(questionOf(draft))).not.toMatch(/周密之|1370371/);
  });
});

describe('a decision', () => {
  it('is kept, changed, and taken back when made twice', () => {
    const linked = withDecision([], other, 'linked');
    expect(linked).toEqual([{ ...other, decision: 'linked' }]);
    const dismissed = withDecision(linked, other, 'dismissed');
    expect(dismissed).toEqual([{ ...other, decision: 'dismissed' }]);
    expect(withDecision(dismissed, other, 'dismissed')).toEqual([]);
  });
});

describe('asking while somebody types', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const nothing: RepeatsFound = { candidates: [], searched: 3, isReady: true, isAvailable: true };
  const ask = (target: string): RepeatQuestion => {
    const question = questionOf(draftWith(target));
    if (question === null) throw new Error('Nothing to ask');
    return question;
  };

  function asking(answer: (question: RepeatQuestion) => Promise<RepeatsFound>) {
    const asked: string[] = [];
    const told: RepeatAnswer[] = [];
    const asker = new RepeatAsker(
      (question) => {
        asked.push(question.target);
        return answer(question);
      },
      (found) => told.push(found),
    );
    return { asker, asked, told };
  }

  it('asks once in 250 ms, about what stands there then', async () => {
    const { asker, asked, told } = asking(async () => nothing);
    for (const target of ['磐', '磐筑', '磐筑商']) asker.want(ask(target));
    await vi.advanceTimersByTimeAsync(249);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['磐筑商']);
    expect(told).toEqual([nothing]);
  });

  it('never asks two at a time, and tells no answer to what has changed meanwhile', async () => {
    const answers: ((found: RepeatsFound) => void)[] = [];
    const { asker, asked, told } = asking(() => new Promise((resolve) => answers.push(resolve)));
    asker.want(ask('磐筑'));
    await vi.advanceTimersByTimeAsync(250);
    asker.want(ask('磐筑商砼'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toEqual(['磐筑']);
    answers[0]?.(nothing);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['磐筑', '磐筑商砼']);
    expect(told).toEqual([]);
    answers[1]?.(nothing);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([nothing]);
  });

  it('asks again by itself until everything is read in, and a failure is told as one', async () => {
    let tries = 0;
    const { asker, told } = asking(async () => {
      tries += 1;
      if (tries === 1) throw new Error('gone');
      return { ...nothing, isReady: tries > 2 };
    });
    asker.want(ask('磐筑'));
    await vi.advanceTimersByTimeAsync(250);
    expect(told).toEqual(['failed']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual(['failed', { ...nothing, isReady: false }, nothing]);
    asker.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
