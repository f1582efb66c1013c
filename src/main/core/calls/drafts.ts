import { isGreeted } from '../../../shared/call/finish';
import { emptyForm, withoutForbiddenIdentity, type Draft } from '../../../shared/call/form';
import { canonicalJson } from '../../../shared/canonical-json';
import type { SeatId } from '../../../shared/ids';
import type { Input, SessionPerson } from '../../../shared/ipc/contract';
import { shanghaiDate } from '../../../shared/shanghai-time';
import type { Bundles } from '../bundle/bundles';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { DraftRepository } from '../store/repositories/drafts';
import { summaryOf } from '../store/summary';
import type { Wiper } from '../store/wiper';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';
import type { IdentitySealer } from '../vault/sealing';
import { newCallId } from './call-id';
import { readyDraft, type ReadyDraft } from './ready-draft';

/** A seat has few calls in hand at once; more than these are read from the store again. */
const KEPT_READY = 8;

export interface DraftParts {
  seatId: SeatId;
  drafts: DraftRepository;
  bundles: Bundles;
  sealer: IdentitySealer;
  writer: Writer;
  wiper: Wiper;
  clock: Clock;
  announce: Announce;
}

/** Calls in the making: durable from the first keystroke, each its owner's alone (they hold identity). */
export class Drafts {
  /** As last saved; every change goes through here, so the store says the same. */
  private readonly ready = new Map<string, ReadyDraft>();

  constructor(private readonly parts: DraftParts) {}

  /** Begins a call: id, number and draft exist before any content. The bundle in force is pinned to it. */
  start(person: SessionPerson): Draft {
    const { clock, bundles, drafts, seatId, writer, announce } = this.parts;
    const now = clock.now();
    const bundle = bundles.inForce(now);
    const day = shanghaiDate(now).replaceAll('-', '');
    const draft = writer.write(() => {
      const count = String(drafts.takeNumber(seatId, day)).padStart(4, '0');
      const begun: Draft = {
        id: newCallId(now),
        localNumber: `${seatId}-${day}-${count}`,
        seatId,
        agentId: person.id,
        startedAt: now,
        origin: { kind: 'key' },
        saveCount: 0,
        savedAt: now,
        hungUpAt: null,
        bundleVersion: bundle.version,
        step: 'greeting',
        confirmations: [],
        form: emptyForm(),
        revises: null,
      };
      drafts.insert(begun, person.id, summaryOf(begun.form, begun.localNumber, bundle));
      return begun;
    });
    announce('drafts', [draft.id]);
    announce('queue', [draft.id]);
    return draft;
  }

  list(person: SessionPerson): Draft[] {
    return this.parts.drafts.listOf(person.id);
  }

  get(person: SessionPerson, id: string): Draft {
    return this.open(person, id).draft;
  }

  /** Throws `not_found`; `not_allowed` for somebody else's, supervisors included: a draft may hold identity. */
  open(person: SessionPerson, id: string): ReadyDraft {
    const known = this.ready.get(id) ?? this.load(id);
    if (known.ownerId !== person.id) throw new Refusal('not_allowed');
    return known;
  }

  /**
   * Saves what the window has. Throws `outdated` for a save that comes late, `invalid_input` where something was typed
   * before the greeting was confirmed. Identity that the caller's choice forbids is dropped here.
   */
  save(person: SessionPerson, input: Input<'draft.save'>): { saveCount: number; savedAt: number } {
    const { clock, drafts, sealer, writer, wiper, announce } = this.parts;
    const { draft: before, bundle, summary } = this.open(person, input.id);
    if (input.saveCount <= before.saveCount) throw new Refusal('outdated', { saveCount: before.saveCount });
    if (!isGreeted(input, bundle) && canonicalJson(input.form) !== canonicalJson(before.form)) {
      throw new Refusal('invalid_input', { reason: 'greeting_first' });
    }
    const form = withoutForbiddenIdentity(input.form);
    const { saveCount, step, confirmations, hungUpAt } = input;
    const savedAt = clock.now();
    const draft: Draft = { ...before, saveCount, savedAt, hungUpAt, step, confirmations, form };
    const ready = readyDraft(draft, person.id, bundle);
    writer.write(() => drafts.update(draft, ready.summary));
    this.keep(ready);
    if (form.identity !== null) sealer.prepare();
    else if (before.form.identity !== null) wiper.request();
    announce('drafts', [draft.id]);
    const isListedAnew =
      JSON.stringify(ready.summary) !== JSON.stringify(summary) || hungUpAt !== before.hungUpAt;
    // A revision in the making is no entry of the queue; most keystrokes change nothing that it shows.
    if (draft.revises === null && isListedAnew) announce('queue', [draft.id]);
    return { saveCount, savedAt };
  }

  /** The draft has ended as a record. */
  forget(id: string): void {
    this.ready.delete(id);
  }

  private load(id: string): ReadyDraft {
    const found = this.parts.drafts.find(id);
    if (found === undefined) throw new Refusal('not_found');
    return readyDraft(found.draft, found.ownerId, this.parts.bundles.get(found.draft.bundleVersion));
  }

  private keep(ready: ReadyDraft): void {
    this.ready.delete(ready.draft.id);
    this.ready.set(ready.draft.id, ready);
    const [oldest] = this.ready.keys();
    if (this.ready.size > KEPT_READY && oldest !== undefined) this.ready.delete(oldest);
  }
}
