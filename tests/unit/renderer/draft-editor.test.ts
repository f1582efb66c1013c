import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftEditor, SAVE_AFTER_MS } from '../../../src/renderer/features/intake/draft/draft-editor';
import { SeatError } from '../../../src/renderer/seat/seat-client';
import { type Draft, emptyForm } from '../../../src/shared/call/form';
import { CallId, PersonId, SeatId } from '../../../src/shared/ids';
import type { Input } from '../../../src/shared/ipc/contract';

const draft: Draft = {
  id: CallId.parse('019ab0c0-0000-7000-8000-000000000001'),
  localNumber: 'ZZ01-20261123-0001',
  seatId: SeatId.parse('ZZ01'),
  agentId: PersonId.parse('p-1001'),
  startedAt: 1,
  origin: { kind: 'key' },
  saveCount: 0,
  savedAt: 1,
  hungUpAt: null,
  bundleVersion: '2026.1',
  step: 'target',
  confirmations: [],
  form: { ...emptyForm(), purpose: 'report' },
  revises: null,
  takenOver: null,
};

/** A store in memory that keeps what it got and can be told to fail or to wait. */
function store() {
  const saves: Input<'draft.save'>[] = [];
  const failures: SeatError[] = [];
  const gate: { open: () => void; wait: Promise<void> | null } = { open: () => undefined, wait: null };
  const save = async (input: Input<'draft.save'>) => {
    await gate.wait;
    const failure = failures.shift();
    if (failure) throw failure;
    saves.push(input);
    return { saveCount: input.saveCount, savedAt: Date.now() };
  };
  const hold = () => {
    gate.wait = new Promise((resolve) => {
      gate.open = () => {
        gate.wait = null;
        resolve();
      };
    });
  };
  return { saves, failures, save, hold, gate };
}

const typeTarget = (editor: DraftEditor, answer: string) =>
  editor.change((form) => ({
    ...form,
    report: { ...form.report, target: { answer, missing: null, reason: '' } },
  }));
const answers = (saves: Input<'draft.save'>[]) => saves.map((save) => save.form.report.target.answer);

describe('a draft on the desk', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks to save at most 150 ms after the first unsaved keystroke, typing on or not', async () => {
    const { saves, save } = store();
    const editor = new DraftEditor(draft, save);
    for (const typed of ['a', 'ab', 'abc', 'abcd']) {
      typeTarget(editor, typed);
      await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS / 3);
    }
    expect(answers(saves)).toEqual(['abc']);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(answers(saves)).toEqual(['abc', 'abcd']);
    expect(saves.map((each) => each.saveCount)).toEqual([1, 2]);
    expect(editor.snapshot().save.kind).toBe('saved');
  });

  it('runs one save at a time and sends what came meanwhile right after', async () => {
    const { saves, save, hold, gate } = store();
    const editor = new DraftEditor(draft, save);
    hold();
    typeTarget(editor, 'a');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    typeTarget(editor, 'ab');
    await vi.advanceTimersByTimeAsync(5 * SAVE_AFTER_MS);
    expect(saves).toHaveLength(0);
    gate.open();
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(answers(saves)).toEqual(['a', 'ab']);
  });

  it('flushes everything before it says so, also what was typed during the save', async () => {
    const { saves, save, hold, gate } = store();
    const editor = new DraftEditor(draft, save);
    hold();
    typeTarget(editor, 'a');
    const flushed = editor.flush();
    typeTarget(editor, 'ab');
    gate.open();
    await flushed;
    expect(answers(saves).at(-1)).toBe('ab');
    expect(editor.isUnsaved).toBe(false);
  });

  it.each(['not_allowed', 'not_found'] as const)(
    'gives up a call that is in other hands (%s)',
    async (code) => {
      const { saves, failures, save } = store();
      const editor = new DraftEditor(draft, save);
      failures.push(new SeatError({ code }));
      typeTarget(editor, 'a');
      await editor.flush();
      typeTarget(editor, 'ab');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(saves).toEqual([]);
      expect(editor.isUnsaved).toBe(false);
    },
  );

  it('drops the box of a takeover with the choice that allowed it (R-15)', () => {
    const takenOver = { at: 1, why: '代为结束', hasSealedIdentity: true };
    const named = { ...emptyForm(), purpose: 'report' as const };
    named.report.identityChoice = 'named';
    const editor = new DraftEditor({ ...draft, form: named, takenOver }, store().save);
    typeTarget(editor, 'a');
    expect(editor.snapshot().draft.takenOver?.hasSealedIdentity).toBe(true);
    const choose = (identityChoice: 'anonymous' | 'named') =>
      editor.change((form) => ({ ...form, report: { ...form.report, identityChoice } }));
    choose('anonymous');
    choose('named');
    expect(editor.snapshot().draft.takenOver?.hasSealedIdentity).toBe(false);
  });

  it('keeps what was typed when saving fails, says so, and tries again by itself', async () => {
    const { saves, failures, save } = store();
    const editor = new DraftEditor(draft, save);
    failures.push(new SeatError({ code: 'store_full' }), new SeatError({ code: 'store_full' }));
    typeTarget(editor, 'a');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(editor.snapshot().save).toMatchObject({ kind: 'failed', failure: { code: 'store_full' } });
    typeTarget(editor, 'ab');
    expect(editor.snapshot().save.kind).toBe('failed');
    await vi.advanceTimersByTimeAsync(5000);
    expect(answers(saves)).toEqual(['ab']);
    expect(editor.snapshot().save.kind).toBe('saved');
  });

  it('tells a failure to whoever waits for the flush', async () => {
    const { failures, save } = store();
    const editor = new DraftEditor(draft, save);
    failures.push(new SeatError({ code: 'store_read_only' }));
    typeTarget(editor, 'a');
    await expect(editor.flush()).rejects.toMatchObject({ code: 'store_read_only' });
  });

  it('catches up with a store that counted further, and what is on screen wins', async () => {
    const { saves, failures, save } = store();
    const editor = new DraftEditor(draft, save);
    failures.push(new SeatError({ code: 'outdated', params: { saveCount: 9 } }));
    typeTarget(editor, 'a');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves.map((each) => each.saveCount)).toEqual([10]);
  });

  it('drops the identity in the same change that makes the caller anonymous (R-15, R-16)', () => {
    const { save } = store();
    const editor = new DraftEditor(draft, save);
    const choose = (identityChoice: 'named' | 'anonymous') =>
      editor.change((form) => ({ ...form, report: { ...form.report, identityChoice } }));
    choose('named');
    editor.change((form) => ({
      ...form,
      identity: { name: 'Z', phone: '13800001234', contactNote: '', originals: [] },
    }));
    expect(editor.snapshot().draft.form.identity?.phone).toBe('13800001234');
    choose('anonymous');
    expect(JSON.stringify(editor.snapshot().draft)).not.toContain('13800001234');
  });

  it('saves nothing any more once it is closed', async () => {
    const { saves, save } = store();
    const editor = new DraftEditor(draft, save);
    typeTarget(editor, 'a');
    editor.close();
    typeTarget(editor, 'ab');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saves).toEqual([]);
  });

  it('sends the last keys beside a save on its way when the window goes', async () => {
    const { saves, save, gate, hold } = store();
    const editor = new DraftEditor(draft, save);
    hold();
    editor.change((form) => ({ ...form, note: '以现场测' }));
    editor.flushSoon();
    editor.change((form) => ({ ...form, note: '以现场测量为准' }));
    editor.saveLast();
    editor.saveLast();
    gate.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(saves.map(({ saveCount, form }) => [saveCount, form.note])).toEqual([
      [1, '以现场测'],
      [2, '以现场测量为准'],
    ]);
  });
});
