import type { Confirmation, Draft, IntakeForm } from '../../../../shared/call/form';
import { withoutForbiddenIdentity, withoutForbiddenSeal } from '../../../../shared/call/form';
import type { Input, Output } from '../../../../shared/ipc/contract';
import type { Failure } from '../../../../shared/ipc/errors';
import type { StepId } from '../../../../shared/script/steps';
import { failureOf, SeatError } from '../../../seat/seat-client';

/** From the first unsaved change to its request, ms: leaves the store the rest of the 300 ms it has (issue 2 §4). */
export const SAVE_AFTER_MS = 150;
const RETRY_AFTER_MS = [500, 1000, 2000, 5000] as const;

export type SaveState =
  | { kind: 'saved'; at: number }
  | { kind: 'saving'; at: number }
  | { kind: 'failed'; at: number; failure: Failure };

export interface EditorSnapshot {
  draft: Draft;
  /** `at`: when the store last held everything, UTC ms. */
  save: SaveState;
}

export type SaveRequest = (input: Input<'draft.save'>) => Promise<Output<'draft.save'>>;

/**
 * One draft on the desk: what is typed is here at once and in the store a moment later. One save runs at a time; a
 * failed one is tried again for as long as the window lives, and typing goes on meanwhile.
 */
export class DraftEditor {
  private readonly save: SaveRequest;
  private readonly listeners = new Set<() => void>();
  private current: EditorSnapshot;
  private isDirty = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private isClosed = false;

  constructor(draft: Draft, save: SaveRequest) {
    this.save = save;
    this.current = { draft, save: { kind: 'saved', at: draft.savedAt } };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): EditorSnapshot => this.current;

  /** True where something is not in the store yet. */
  get isUnsaved(): boolean {
    return this.isDirty || this.running !== undefined;
  }

  /** Changes answers. An identity that the choice now forbids is gone with the same change. */
  change(update: (form: IntakeForm) => IntakeForm): void {
    const { draft } = this.current;
    const form = withoutForbiddenIdentity(update(draft.form));
    this.put({ form, takenOver: withoutForbiddenSeal(draft.takenOver, form) });
  }

  /** Records that a line was said; said again, it stands again with its new time. */
  confirm(confirmation: Confirmation): void {
    this.put({ confirmations: [...this.current.draft.confirmations, confirmation] });
  }

  /** A step is a place to come back to after a crash: saved without waiting. */
  moveTo(step: StepId): void {
    if (step === this.current.draft.step) return;
    this.put({ step });
    this.flushSoon();
  }

  hangUp(at: number | null): void {
    this.put({ hungUpAt: at });
    this.flushSoon();
  }

  /** Resolves when the store holds all that was typed so far; rejects with the failure that keeps it from it. */
  async flush(): Promise<void> {
    while (this.isUnsaved) {
      this.running ??= this.run();
      await this.running;
      if (this.current.save.kind === 'failed') throw this.lastError;
    }
  }

  /** Saves now without waiting for it: a field was left, the window is hidden or closed. */
  flushSoon(): void {
    if (this.isDirty && this.running === undefined) this.running = this.run();
  }

  /**
   * The window goes now: what no save holds yet is sent beside the one on its way, for nobody will be here to send it after
   * that one's answer. The store takes them in their order.
   */
  saveLast(): void {
    if (this.isDirty) this.running = this.run();
  }

  /** The draft is finished or handed over: nothing more may be saved for it. */
  close(): void {
    this.isClosed = true;
    this.isDirty = false;
    clearTimeout(this.timer);
  }

  private lastError: unknown = undefined;

  private put(part: Partial<Draft>): void {
    if (this.isClosed) return;
    this.isDirty = true;
    const { save } = this.current;
    this.show({
      draft: { ...this.current.draft, ...part },
      save: save.kind === 'saved' ? { kind: 'saving', at: save.at } : save,
    });
    if (this.running === undefined) this.timer ??= setTimeout(() => this.flushSoon(), SAVE_AFTER_MS);
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isDirty = false;
    const { draft } = this.current;
    const saveCount = draft.saveCount + 1;
    const { id, step, confirmations, form, hungUpAt } = draft;
    this.show({ ...this.current, draft: { ...draft, saveCount } });
    try {
      const answer = await this.save({ id, saveCount, step, confirmations, form, hungUpAt });
      this.failures = 0;
      this.running = undefined;
      this.saved(saveCount, answer);
    } catch (error) {
      this.running = undefined;
      this.failed(error);
    }
  }

  private saved(saveCount: number, answer: Output<'draft.save'>): void {
    if (this.isClosed) return;
    const draft = { ...this.current.draft, saveCount, savedAt: answer.savedAt };
    const kind = this.isDirty ? 'saving' : 'saved';
    this.show({ draft, save: { kind, at: answer.savedAt } });
    if (this.isDirty) this.timer = setTimeout(() => this.flushSoon(), SAVE_AFTER_MS);
  }

  private failed(error: unknown): void {
    if (this.isClosed) return;
    this.lastError = error;
    this.isDirty = true;
    // Somebody else's by now, or ended: what is typed here has no place to go, and trying again would not give it one.
    if (error instanceof SeatError && (error.code === 'not_allowed' || error.code === 'not_found'))
      return this.close();
    if (error instanceof SeatError && error.code === 'outdated') this.catchUp(error);
    const wait = RETRY_AFTER_MS[Math.min(this.failures, RETRY_AFTER_MS.length - 1)];
    this.failures += 1;
    this.show({
      ...this.current,
      save: { kind: 'failed', at: this.current.save.at, failure: failureOf(error) },
    });
    this.timer = setTimeout(() => this.flushSoon(), wait);
  }

  /** The store counts further than we do: an answer of ours got lost. What the person sees is newest, so it goes on. */
  private catchUp(error: SeatError): void {
    const saveCount = Number(error.params['saveCount'] ?? 0);
    if (!(saveCount > this.current.draft.saveCount)) return;
    this.current = { ...this.current, draft: { ...this.current.draft, saveCount } };
  }

  private show(next: EditorSnapshot): void {
    this.current = next;
    for (const listener of this.listeners) listener();
  }
}
