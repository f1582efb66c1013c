import { isGreeted } from '../../../shared/call/finish';
import {
  emptyForm,
  withoutForbiddenIdentity,
  withoutForbiddenSeal,
  type Draft,
} from '../../../shared/call/form';
import { keepsTransfers, transferProblems } from '../../../shared/call/transfers';
import { canonicalJson } from '../../../shared/canonical-json';
import type { SeatId } from '../../../shared/ids';
import type { Input, SessionPerson } from '../../../shared/ipc/contract';
import type { Bundle } from '../../../shared/script/bundle';
import { shanghaiDate } from '../../../shared/shanghai-time';
import type { Bundles } from '../bundle/bundles';
import type { CenterClock } from '../clock/center-clock';
import type { Announce } from '../ports';
import type { LeadAlerts } from '../leads/lead-alerts';
import { Refusal } from '../refusal';
import type { DraftRepository } from '../store/repositories/drafts';
import { summaryOf } from '../store/summary';
import type { Wiper } from '../store/wiper';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';
import type { IdentitySealer } from '../vault/sealing';
import { newCallId } from './call-id';
import { refuseWhileOpen } from './open-calls';
import { readyDraft, type ReadyDraft } from './ready-draft';

/** A seat has few calls in hand at once; more than these are read from the store again. */
const KEPT_READY = 8;

/** Who must know at once what becomes of a call: the phone drops its caller's number with the choice. */
export interface DraftWatch {
  saved(draft: Draft): void;
  /** It ended, or went into other hands. */
  left(id: string): void;
}

export interface DraftParts {
  seatId: SeatId;
  drafts: DraftRepository;
  bundles: Bundles;
  sealer: IdentitySealer;
  writer: Writer;
  wiper: Wiper;
  clock: Clock;
  centerClock: CenterClock;
  announce: Announce;
  leads: LeadAlerts;
  watch: DraftWatch;
}

/** How a call begins, where it is not by key and now. */
export interface Beginning {
  origin: Draft['origin'];
  startedAt: number;
  /** 首问责任人, where that is not who enters it. */
  agentId: Draft['agentId'];
}

/** Calls in the making: durable from the first keystroke, each its owner's alone (they hold identity). */
export class Drafts {
  /** As last saved; every change goes through here, so the store says the same. */
  private readonly ready = new Map<string, ReadyDraft>();
  /** When the telephone system saw the caller go, by call: a window that has not heard of it can not unsay it. */
  private readonly goneAt = new Map<string, number>();

  constructor(private readonly parts: DraftParts) {}

  /** Takes a call by key. Throws `open_calls` while this person has one without an end. */
  start(person: SessionPerson): Draft {
    const startedAt = this.parts.clock.now();
    return this.begin(person, { origin: { kind: 'key' }, startedAt, agentId: person.id });
  }

  /**
   * Begins a call: id, number and draft exist before any content. The bundle in force is pinned to it. The number
   * is of the day it is made on by the center's time, also for a call of an earlier day: nobody can make numbers for a
   * day that is past, not by setting the PC's clock either.
   * `within`: what belongs to the same transaction.
   */
  begin(person: SessionPerson, call: Beginning, within: (draft: Draft) => void = () => undefined): Draft {
    const { clock, centerClock, bundles, drafts, seatId, writer, announce } = this.parts;
    const now = clock.now();
    const bundle = bundles.inForce(centerClock.now());
    const day = shanghaiDate(centerClock.now()).replaceAll('-', '');
    const draft = writer.write(() => {
      refuseWhileOpen(drafts, person.id);
      const count = String(drafts.takeNumber(seatId, day)).padStart(4, '0');
      const begun: Draft = {
        id: newCallId(now),
        localNumber: `${seatId}-${day}-${count}`,
        seatId,
        ...call,
        saveCount: 0,
        savedAt: now,
        hungUpAt: null,
        bundleVersion: bundle.version,
        step: 'greeting',
        confirmations: [],
        form: emptyForm(),
        revises: null,
        takenOver: null,
      };
      drafts.insert(begun, person.id, summaryOf(begun.form, begun.localNumber, bundle));
      within(begun);
      return begun;
    });
    centerClock.callBegan(draft.id);
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
   * before the greeting was confirmed or a transfer lacks its reason. Identity that the caller's choice
   * forbids is dropped here.
   */
  save(person: SessionPerson, input: Input<'draft.save'>): { saveCount: number; savedAt: number } {
    const { clock, drafts, sealer, writer, wiper, announce, watch, leads } = this.parts;
    const { draft: before, bundle, summary } = this.open(person, input.id);
    if (input.saveCount <= before.saveCount) throw new Refusal('outdated', { saveCount: before.saveCount });
    if (!isGreeted(input, bundle) && canonicalJson(input.form) !== canonicalJson(before.form)) {
      throw new Refusal('invalid_input', { reason: 'greeting_first' });
    }
    refuseBareTransfers(before.form.transfers, input.form.transfers, bundle);
    const form = withoutForbiddenIdentity(input.form);
    const takenOver = withoutForbiddenSeal(before.takenOver, form);
    const { saveCount, step, confirmations } = input;
    const hungUpAt = input.hungUpAt ?? this.goneAt.get(input.id) ?? null;
    const savedAt = clock.now();
    const draft: Draft = { ...before, saveCount, savedAt, hungUpAt, step, confirmations, form, takenOver };
    const ready = readyDraft(draft, person.id, bundle);
    const isLead = form.report.majorFlags.join() !== before.form.report.majorFlags.join();
    const isAlert = isLead && leads.isNews(draft.id, form);
    writer.write(() => {
      drafts.update(draft, ready.summary);
      if (isAlert) leads.raise(draft.id, form, savedAt);
    });
    if (isAlert) announce('leads');
    this.keep(ready);
    watch.saved(draft);
    if (form.identity !== null) sealer.prepare();
    else if (before.form.identity !== null || takenOver !== before.takenOver) wiper.request();
    announce('drafts', [draft.id]);
    const isListedAnew =
      JSON.stringify(ready.summary) !== JSON.stringify(summary) ||
      hungUpAt !== before.hungUpAt ||
      form.transfers.length !== before.form.transfers.length;
    // A revision in the making is no entry of the queue; most keystrokes change nothing that it shows.
    if (draft.revises === null && isListedAnew) announce('queue', [draft.id]);
    return { saveCount, savedAt };
  }

  /** The caller is gone, as the telephone system saw it; does nothing where that is known, or the call has ended. */
  hangUp(id: string, at: number): void {
    const { drafts, writer, announce } = this.parts;
    if (drafts.find(id) === undefined) return;
    this.goneAt.set(id, at);
    writer.write(() => drafts.hangUp(id, at));
    this.ready.delete(id);
    announce('drafts', [id]);
    announce('queue', [id]);
  }

  /** The draft has ended as a record, or is in other hands. */
  forget(id: string): void {
    this.ready.delete(id);
    this.goneAt.delete(id);
    this.parts.watch.left(id);
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

/** Throws `invalid_input`: a transfer is kept with reason, addressee and note, and what was recorded of one stays. */
function refuseBareTransfers(
  before: Draft['form']['transfers'],
  after: Draft['form']['transfers'],
  bundle: Bundle,
): void {
  const isWhole = transferProblems(after, bundle).length === 0;
  if (!isWhole || !keepsTransfers(before, after)) {
    throw new Refusal('invalid_input', { reason: 'transfer' });
  }
}
