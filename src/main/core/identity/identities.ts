import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { z } from 'zod';
import {
  IdentityAnswer,
  IdentityStanding,
  signedText,
  type IdentityRequest,
} from '../../../shared/center-api/identity';
import {
  isReasonClean,
  whyNoRelease,
  type IdentityPurpose,
  type NoRelease,
} from '../../../shared/identity/release';
import type { CallId, SeatId } from '../../../shared/ids';
import type {
  Input,
  IdentityOptions,
  IdentityView,
  RevealedIdentity,
  SessionPerson,
} from '../../../shared/ipc/contract';
import { Change } from '../../../shared/center-api/changes';
import type { AuditChain } from '../audit/chain';
import { Refusal } from '../refusal';
import { recordIn, type CallRepository } from '../store/repositories/calls';
import type { ChangeRepository } from '../store/repositories/changes';
import type { Writer } from '../store/writer';
import { classifySaid, classifySignIn, type Said } from '../sync/people/classify';
import type { PeopleClient } from '../sync/people/ports';
import type { Clock, Timer } from '../sync/ports';
import type { SeatKey } from '../vault/seat-key';

const DEADLINE_MS = 15_000;

const Opened = z.strictObject({
  name: z.string(),
  phone: z.string(),
  contactNote: z.string(),
  requestId: z.string(),
});

export interface IdentitiesParts {
  seatId: SeatId;
  key: () => SeatKey;
  calls: CallRepository;
  changes: ChangeRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  /** Undefined where the center knows no such requests. */
  center: PeopleClient | undefined;
  timer: Timer;
  /** The window shows an identity, or no longer. */
  onShown: (isShown: boolean) => void;
}

/** A request in hand. The private half of its key is here and nowhere else; with it goes the way to the identity. */
interface Held {
  personId: string;
  recordId: CallId;
  purpose: IdentityPurpose;
  reason: string;
  publicKey: Uint8Array;
  privateKey: Uint8Array;
}

/**
 * A reporter's identity, asked for and shown: a supervisor asks with purpose, reason and password, another person at
 * the center approves, and for a quarter of an hour of the center's time it can be opened here. Requests and their keys live in
 * this process alone: a restart ends them. What is opened is handed to the window and kept nowhere.
 */
export class Identities {
  private readonly held = new Map<string, Held>();
  private readonly stopped = new AbortController();
  private callOffShown: (() => void) | null = null;

  constructor(private readonly parts: IdentitiesParts) {}

  /** What may be asked of a record, and how this person's request of it stands. Throws `not_found`. */
  async standing(person: SessionPerson, recordId: CallId): Promise<IdentityOptions> {
    const purposes = {
      on_site_help: this.whyNot(recordId, 'on_site_help'),
      callback: this.whyNot(recordId, 'callback'),
    };
    const [requestId, held] =
      [...this.held].findLast(([, each]) => isOf(each, person) && each.recordId === recordId) ?? [];
    const request = requestId === undefined || held === undefined ? null : await this.look(requestId, held);
    return { recordId, purposes, request };
  }

  /** Throws `identity_refused`, `wrong_password`, `too_many_tries`, `center_unreachable`. */
  async ask(
    person: SessionPerson,
    { recordId, purpose, reason, password }: Input<'identity.ask'>,
  ): Promise<IdentityView> {
    const { seatId, clock } = this.parts;
    const why = isReasonClean(reason) ? this.whyNot(recordId, purpose) : 'identity_in_reason';
    if (why !== null) {
      this.note(person, 'identity_turned_away', recordId, why);
      throw new Refusal('identity_refused', { reason: why });
    }
    const center = this.center();
    const key = this.parts.key();
    const session = await this.prove(center, person, password);
    await sodium.ready;
    const { publicKey, privateKey } = sodium.crypto_box_keypair();
    const requestId = randomBytes(16).toString('hex');
    const asked = {
      requestId,
      seatId,
      recordId,
      purpose,
      reason,
      askedBy: person.id,
      boxKey: Buffer.from(publicKey).toString('base64'),
      seatKey: key.publicKey,
      session,
    };
    const request: IdentityRequest = { ...asked, signature: key.sign(signedText(asked)) };
    // Written down before it leaves: no question without its row.
    this.note(person, 'identity_asked', recordId, purpose);
    const held: Held = { personId: person.id, recordId, purpose, reason, publicKey, privateKey };
    this.held.set(requestId, held);
    const exchange = await center.askIdentity(request, this.deadline());
    const said = classifySaid(IdentityStanding, exchange, clock.now());
    if (said.kind === 'said') return viewOf(requestId, held, said.value);
    this.forget(requestId);
    if (said.kind === 'refused')
      this.note(person, 'identity_turned_away', recordId, said.codes[0] ?? said.reason);
    throw refusalOf(said);
  }

  /** Opens it while the time-box is open. Throws `identity_refused`, `not_found`, `center_unreachable`. */
  async reveal(person: SessionPerson, requestId: string): Promise<RevealedIdentity> {
    const held = this.own(person, requestId);
    const exchange = await this.center().identity(requestId, this.deadline());
    const said = classifySaid(IdentityAnswer, exchange, this.parts.clock.now());
    if (said.kind !== 'said') throw refusalOf(said);
    const { centerTime, expiresAt, box } = said.value;
    const { name, phone, contactNote } = opened(box, held, requestId);
    const leftMs = Math.max(0, expiresAt - centerTime);
    this.note(person, 'identity_revealed', held.recordId, held.purpose);
    this.shown(leftMs);
    return { name, phone, contactNote, leftMs };
  }

  close(person: SessionPerson, requestId: string): void {
    const { recordId, purpose } = this.own(person, requestId);
    this.forget(requestId);
    this.hidden();
    this.note(person, 'identity_closed', recordId, purpose);
  }

  /** Somebody here asked for it and has not closed the request. */
  isAsked(recordId: string): boolean {
    return [...this.held.values()].some((held) => held.recordId === recordId);
  }

  stop(): void {
    this.stopped.abort();
    this.hidden();
    for (const requestId of [...this.held.keys()]) this.forget(requestId);
  }

  private shown(leftMs: number): void {
    const { timer, onShown } = this.parts;
    this.callOffShown?.();
    this.callOffShown = timer.after(leftMs, () => this.hidden());
    onShown(true);
  }

  private hidden(): void {
    if (this.callOffShown === null) return;
    this.callOffShown();
    this.callOffShown = null;
    this.parts.onShown(false);
  }

  private async look(requestId: string, held: Held): Promise<IdentityView> {
    const exchange = await this.center().identityStanding(requestId, this.deadline());
    const said = classifySaid(IdentityStanding, exchange, this.parts.clock.now());
    if (said.kind !== 'said') throw refusalOf(said);
    return viewOf(requestId, held, said.value);
  }

  private whyNot(recordId: CallId, purpose: IdentityPurpose): NoRelease | null {
    const latest = this.parts.calls.listRevisions(recordId).at(-1);
    if (latest === undefined) throw new Refusal('not_found');
    const progress = this.parts.changes
      .ofCall(recordId)
      .map(({ body }) => Change.parse(JSON.parse(body)))
      .findLast((change) => change.kind === 'progressed');
    const isConcluded = progress?.kind === 'progressed' && progress.progress === 'concluded';
    return whyNoRelease(recordIn(latest.body), purpose, isConcluded);
  }

  private async prove(center: PeopleClient, person: SessionPerson, password: string): Promise<string> {
    const exchange = await center.signIn(person.id, password, this.deadline());
    const verdict = classifySignIn(exchange, this.parts.clock.now());
    switch (verdict.kind) {
      case 'right':
        return verdict.session;
      case 'wrong':
        throw new Refusal('wrong_password');
      case 'too_many':
        throw new Refusal('too_many_tries', { seconds: verdict.seconds });
      // A refusal is of new passwords, and none was sent: that is no word of our center.
      case 'refused':
      case 'silent':
        throw new Refusal('center_unreachable');
    }
  }

  private own(person: SessionPerson, requestId: string): Held {
    const held = this.held.get(requestId);
    if (held === undefined || !isOf(held, person)) throw new Refusal('not_found');
    return held;
  }

  private forget(requestId: string): void {
    const held = this.held.get(requestId);
    if (held !== undefined) sodium.memzero(held.privateKey);
    this.held.delete(requestId);
  }

  private center(): PeopleClient {
    const { center } = this.parts;
    if (center === undefined) throw new Refusal('center_unreachable');
    return center;
  }

  private deadline(): AbortSignal {
    return AbortSignal.any([this.stopped.signal, AbortSignal.timeout(DEADLINE_MS)]);
  }

  private note(
    person: SessionPerson,
    act: 'identity_asked' | 'identity_turned_away' | 'identity_revealed' | 'identity_closed',
    subject: string,
    detail: string,
  ): void {
    const { writer, audit, clock } = this.parts;
    writer.write(() => audit.append({ at: clock.now(), actor: person.id, act, subject, detail }));
  }
}

const isOf = (held: Held, person: SessionPerson): boolean => held.personId === person.id;

function viewOf(requestId: string, { purpose, reason }: Held, standing: IdentityStanding): IdentityView {
  const { state, expiresAt, centerTime } = standing;
  const leftMs = state === 'approved' && expiresAt !== null ? Math.max(0, expiresAt - centerTime) : null;
  return { requestId, purpose, reason, state, leftMs };
}

/** The box of this request alone. Whatever else came was not the center's. */
function opened(box: string, { publicKey, privateKey }: Held, requestId: string): z.infer<typeof Opened> {
  try {
    const plain = sodium.crypto_box_seal_open(Buffer.from(box, 'base64'), publicKey, privateKey);
    const parsed = Opened.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
    sodium.memzero(plain);
    if (parsed.requestId === requestId) return parsed;
  } catch {
    // Not a word of what was tried goes on.
  }
  throw new Refusal('identity_refused', { reason: 'box_broken' });
}

const REASONS: readonly string[] = [
  'not_approved',
  'request_refused',
  'time_box_over',
  'other_key',
  'no_session',
  'not_a_supervisor',
];

function refusalOf(said: Exclude<Said<unknown>, { kind: 'said' }>): Refusal {
  if (said.kind === 'unreached') return new Refusal('center_unreachable');
  if (said.status === 401) return new Refusal('center_unreachable');
  const [code] = said.codes;
  if (said.reason === 'no_release' && code !== undefined)
    return new Refusal('identity_refused', { reason: code });
  const reason = REASONS.includes(said.reason) ? said.reason : 'not_there';
  return new Refusal('identity_refused', { reason });
}
