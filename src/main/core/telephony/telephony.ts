import { isNamed, type Draft } from '../../../shared/call/form';
import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import type { PhoneAccess, PhoneEvent } from '../../../shared/telephony/event';
import type { CallUri } from '../../../shared/telephony/call-uri';
import {
  RING_LIMIT_MS,
  ringing,
  step,
  withoutStale,
  type Line,
  type LineCall,
} from '../../../shared/telephony/line';
import type { AuditChain } from '../audit/chain';
import type { Drafts, DraftWatch } from '../calls/drafts';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { DraftRepository } from '../store/repositories/drafts';
import type { PhoneCalls } from '../store/repositories/ledger/phone-calls';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { Writer } from '../store/writer';
import type { Clock, Timer } from '../sync/ports';
import { PhoneAccessStore } from './access';
import { PhoneEndpoint, type EndpointFailure } from './endpoint';

/** A softphone's clock is ours, give or take: what it says to be further off is not believed. */
const CLOCK_SLACK_MS = 60_000;
/** The whole of time, for what is owed whatever the day. */
const EVER = Number.MAX_SAFE_INTEGER;

export interface TelephonyParts {
  drafts: DraftRepository;
  ownDrafts: Drafts;
  phoneCalls: PhoneCalls;
  meta: MetaRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  timer: Timer;
  announce: Announce;
  /** Who is signed in, over all windows. */
  signedIn: () => readonly SessionPerson[];
  /** The adapter was switched on or off: links to the seat are for the shell to register. */
  onSwitched: (isOn: boolean) => void;
}

/** The call in hand as far as the telephone knows it. Memory alone: gone with the process and with the call. */
interface Current {
  callId: string;
  id: Draft['id'];
  personId: string;
  number: string | null;
  hungUpAt: number | null;
}

/** Answered while the seat was locked: whoever opens it takes it down. Memory alone, like `Current`. */
interface Unclaimed extends Pick<LineCall, 'callId' | 'since'> {
  number: string | null;
  rangAt: number | null;
  seq: number;
}

/**
 * What the telephone system tells, and what the seat makes of it. A caller's number lives here and nowhere else: it is
 * dropped with the choice to stay anonymous, when the line goes dead before the caller chose to be known, and with the
 * end of the call. It is never stored, logged or put into a title.
 */
export class Telephony implements DraftWatch {
  private line: Line = [];
  /** Rows of the log by the telephone's own name of the call, while the call lasts. */
  private readonly seqs = new Map<string, number>();
  private current: Current | null = null;
  private unclaimed: Unclaimed | null = null;
  private failure: EndpointFailure | null = null;
  private callOffPrune: () => void = () => undefined;
  private readonly access: PhoneAccessStore;
  private readonly endpoint: PhoneEndpoint;
  /** One opening or closing of the door at a time. */
  private turning: Promise<void> = Promise.resolve();

  constructor(private readonly parts: TelephonyParts) {
    this.access = new PhoneAccessStore(parts.meta, parts.writer);
    this.endpoint = new PhoneEndpoint({
      isToken: (offered) => this.access.isToken(offered),
      take: (event) => this.take(event),
      monotonic: () => parts.clock.monotonic(),
    });
  }

  /** Opens the door if it is switched on. Resolves when that is settled. */
  start(): Promise<void> {
    const { isOn, port } = this.access.settings();
    this.parts.onSwitched(isOn);
    this.turning = this.turning.then(async () => {
      if (isOn) this.failure = await this.endpoint.open(port);
      else await this.endpoint.close();
    });
    return this.turning;
  }

  async stop(): Promise<void> {
    this.callOffPrune();
    this.current = null;
    this.unclaimed = null;
    this.line = [];
    await this.turning.then(() => this.endpoint.close());
  }

  /** A link that the operating system was asked to open; ignored while the adapter is off or without the right token. */
  follow({ event, token }: CallUri): void {
    if (this.access.settings().isOn && this.access.isToken(token)) this.take(event);
  }

  /** One event of the telephone system. Throws a Refusal where the store could not keep what follows from it. */
  take(event: PhoneEvent): void {
    const now = this.parts.clock.now();
    const isNear = event.at !== undefined && Math.abs(event.at - now) <= CLOCK_SLACK_MS;
    const at = isNear && event.at !== undefined ? Math.min(event.at, now) : now;
    const { line, change } = step(withoutStale(this.line, now), event, at);
    switch (change.kind) {
      case 'none':
        return;
      case 'rang':
        this.callOffPrune();
        this.callOffPrune = this.parts.timer.after(RING_LIMIT_MS, () => this.prune());
        break;
      case 'answered':
        this.answer(change.call, change.number, change.rangAt);
        break;
      case 'hung_up':
        this.hangUp(change.call.callId, at);
        break;
      case 'unknown_hang_up':
        this.hangUpTheOnlyOne(at);
        break;
      case 'gave_up':
        break;
    }
    this.line = line;
    this.parts.announce('phone');
  }

  /**
   * Exactly one person is at the seat and free: their call begins by itself. A call that they had begun by key while it
   * rang is this one. Else it was answered and nobody records it (只接不录): it is remembered until somebody settles it,
   * and while nobody is there, offered to whoever opens the seat.
   */
  private answer({ callId, since }: LineCall, number: string | null, rangAt: number | null): void {
    const { phoneCalls, writer, signedIn, announce } = this.parts;
    const people = new Map(signedIn().map((person) => [person.id, person]));
    const [person] = people.values();
    const call = { callId, since, number, rangAt };
    const only = people.size === 1 ? person : undefined;
    const seq =
      (only && this.begin(only, call, () => phoneCalls.add(since, 'entered'))) ??
      writer.write(() => phoneCalls.add(since, 'open')); // answered all the same
    if (people.size === 0) this.unclaimed = { ...call, seq };
    this.seqs.set(callId, seq);
    announce('ledger');
  }

  /** Whoever opens the seat while somebody is on the line has answered: the call is theirs from its first second. */
  claim(person: SessionPerson): void {
    const { unclaimed } = this;
    if (unclaimed === null) return;
    this.unclaimed = null;
    const { phoneCalls, announce } = this.parts;
    this.begin(person, unclaimed, () => {
      phoneCalls.enter(unclaimed.seq);
      return unclaimed.seq;
    });
    announce('phone');
    announce('ledger');
  }

  /** The row of the call that is this person's now; undefined where it cannot be. */
  private begin(
    person: SessionPerson,
    { callId, since, number, rangAt }: Omit<Unclaimed, 'seq'>,
    enter: () => number,
  ): number | undefined {
    const { drafts, ownDrafts, writer } = this.parts;
    const open = drafts.openCallsOf(person.id);
    const [begun] = open;
    if (open.length > 1 || !isOfThisRing(begun, rangAt)) return undefined;
    const own = { callId, personId: person.id, number, hungUpAt: null };
    if (begun !== undefined) {
      const seq = writer.write(enter);
      this.current = { ...own, id: begun.id };
      return seq;
    }
    const beginning = { origin: { kind: 'telephony' } as const, startedAt: since, agentId: person.id };
    let seq: number | undefined;
    try {
      const { id } = ownDrafts.begin(person, beginning, () => (seq = enter()));
      this.current = { ...own, id };
      return seq;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return undefined;
    }
  }

  /** What a lock screen may say: that it rings, or that somebody is on the line; no number. */
  whileLocked(): { isRinging: boolean; isAnswered: boolean } {
    const isRinging = ringing(withoutStale(this.line, this.parts.clock.now())) !== null;
    return { isRinging, isAnswered: this.unclaimed !== null };
  }

  private hangUp(callId: string, at: number): void {
    const { phoneCalls, writer, ownDrafts, drafts, announce } = this.parts;
    const seq = this.seqs.get(callId);
    if (seq !== undefined) writer.write(() => phoneCalls.end(seq, at));
    this.seqs.delete(callId);
    // Over before anybody sat down: it stays in the log as answered and not taken down, for a supervisor to settle.
    if (this.unclaimed?.callId === callId) this.unclaimed = null;
    if (this.current?.callId === callId) {
      ownDrafts.hangUp(this.current.id, at);
      this.current.hungUpAt = at;
      // Nobody can be asked any more whether the number may be kept.
      const form = drafts.find(this.current.id)?.draft.form;
      if (form === undefined || !isNamed(form)) this.current.number = null;
    }
    announce('ledger');
  }

  /** After a restart nothing is known by name: where one call alone can be meant, it is the one. */
  private hangUpTheOnlyOne(at: number): void {
    const { phoneCalls, writer, ownDrafts, drafts, announce } = this.parts;
    const onTheLine = phoneCalls.listOnTheLine().filter(({ seq }) => ![...this.seqs.values()].includes(seq));
    const [row] = onTheLine;
    if (row === undefined || onTheLine.length > 1) return;
    writer.write(() => phoneCalls.end(row.seq, at));
    const open = drafts.openByTelephone();
    const [draft] = open;
    if (row.state === 'entered' && draft !== undefined && open.length === 1) ownDrafts.hangUp(draft, at);
    announce('ledger');
  }

  private prune(): void {
    this.line = withoutStale(this.line, this.parts.clock.now());
    if (ringing(this.line) !== null)
      this.callOffPrune = this.parts.timer.after(RING_LIMIT_MS, () => this.prune());
    this.parts.announce('phone');
  }

  /** What the window of this person may know: what rings, and the number of their own call while they need it. */
  state(person: SessionPerson): Output<'phone.state'> {
    const ring = ringing(withoutStale(this.line, this.parts.clock.now()));
    const { current } = this;
    return {
      isOn: this.access.settings().isOn,
      ringing: ring && { number: ring.number, since: ring.since },
      current:
        current?.personId === person.id
          ? { id: current.id, number: current.number, hungUpAt: current.hungUpAt }
          : null,
    };
  }

  saved(draft: Draft): void {
    if (this.current?.id !== draft.id || this.current.number === null) return;
    if (draft.form.report.identityChoice !== 'anonymous') return;
    this.current.number = null;
    this.parts.announce('phone');
  }

  left(id: string): void {
    if (this.current?.id !== id) return;
    this.current = null;
    this.parts.announce('phone');
  }

  /** Answered by the telephone's log and in no ledger (只接不录), latest first. */
  missed(): Output<'phone.missed'> {
    return this.parts.phoneCalls
      .listUnmatched(0, EVER)
      .map(({ seq, answeredAt, hungUpAt }) => ({ seq, answeredAt, hungUpAt }));
  }

  /** Why a call of the log needs no entry. Throws `not_found`, `not_allowed` for one that is settled. */
  explain(person: SessionPerson, { seq, why }: Input<'phone.explain'>): Output<'phone.missed'> {
    const { phoneCalls, writer, audit, clock, announce } = this.parts;
    const row = phoneCalls.find(seq);
    if (row === undefined) throw new Refusal('not_found');
    if (row.state === 'entered' || row.state === 'explained') throw new Refusal('not_allowed');
    writer.write(() => {
      phoneCalls.explain(seq, person.id, why.trim());
      audit.append({ at: clock.now(), actor: person.id, act: 'phone_explained', subject: String(seq) });
    });
    announce('phone');
    announce('ledger');
    return this.missed();
  }

  /** As things stand once the door is open or shut. */
  async settings(): Promise<PhoneAccess> {
    await this.turning;
    const { isOn, port, token } = this.access.load();
    return { isOn, port, token, address: this.endpoint.address, failure: isOn ? this.failure : null };
  }

  /** Switches the adapter, moves its port, or makes a new token: the old one is worthless at once. */
  async configure(person: SessionPerson, input: Input<'phone.configure'>): Promise<PhoneAccess> {
    const { audit, clock, announce } = this.parts;
    const { renewsToken, ...settings } = input;
    const before = this.access.settings();
    const detail = renewsToken ? 'token' : settings.isOn ? 'on' : 'off';
    this.access.save(settings, renewsToken, () =>
      audit.append({ at: clock.now(), actor: person.id, act: 'phone_configured', subject: 'phone', detail }),
    );
    if (before.isOn !== settings.isOn || before.port !== settings.port) await this.start();
    if (!settings.isOn) this.line = [];
    announce('phone');
    return this.settings();
  }
}

/** Nothing begun yet, or begun by key after it began to ring and not hung up: that is this very call. */
function isOfThisRing(begun: Draft | undefined, rangAt: number | null): boolean {
  if (begun === undefined) return true;
  const isByKey = begun.origin.kind === 'key' && begun.hungUpAt === null;
  return isByKey && rangAt !== null && begun.startedAt >= rangAt;
}
