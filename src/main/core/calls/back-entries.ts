import { backEntryRefusal } from '../../../shared/call/back-entry';
import type { Draft } from '../../../shared/call/form';
import type { Input, SessionPerson } from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import { Refusal } from '../refusal';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { PhoneCallRow, PhoneCalls } from '../store/repositories/ledger/phone-calls';
import type { DraftParts, Drafts } from './drafts';

export interface BackEntryParts extends DraftParts {
  ownDrafts: Drafts;
  phoneCalls: PhoneCalls;
  people: PersonRepository;
  audit: AuditChain;
}

/** 补录: calls that were answered while the seat could not take them down. */
export class BackEntries {
  constructor(private readonly parts: BackEntryParts) {}

  /**
   * Begins the entry of a call noted on paper. It counts on the day it was answered; its number is of today (see
   * `Drafts.begin`), its deadline counts from now (`acceptedAt`). A supervisor may say who answered and which call
   * of the telephone log it is. Throws `invalid_input` for a time that cannot be, `open_calls`, `not_allowed`.
   */
  enter(person: SessionPerson, input: Input<'call.backEnter'>): Draft {
    const { clock, ownDrafts, audit } = this.parts;
    const enteredAt = clock.now();
    const why = input.why.trim();
    const refusal = backEntryRefusal({ startedAt: input.startedAt, why }, enteredAt);
    if (refusal !== null) throw new Refusal('invalid_input', { reason: refusal });
    const phoneCall = this.phoneCallOf(person, input);
    const agentId = this.answeredBy(person, input);
    const origin = { kind: 'back_entry', enteredAt, why } as const;
    const draft = ownDrafts.begin(person, { origin, startedAt: input.startedAt, agentId }, ({ id }) => {
      if (phoneCall) this.parts.phoneCalls.enter(phoneCall.seq);
      const detail = phoneCall ? 'phone' : 'paper';
      audit.append({ at: enteredAt, actor: person.id, act: 'call_back_entered', subject: id, detail });
    });
    if (phoneCall) this.parts.announce('phone');
    this.parts.announce('ledger');
    return draft;
  }

  private phoneCallOf(person: SessionPerson, input: Input<'call.backEnter'>): PhoneCallRow | undefined {
    if (input.phoneCallSeq === undefined) return undefined;
    if (person.role !== 'supervisor') throw new Refusal('not_allowed');
    const row = this.parts.phoneCalls.find(input.phoneCallSeq);
    if (row === undefined) throw new Refusal('not_found');
    if (row.state === 'entered' || row.state === 'explained') throw new Refusal('not_allowed');
    // The two logs must agree on the day, or the sum of neither would close.
    if (row.answeredAt !== input.startedAt) throw new Refusal('invalid_input', { reason: 'other_time' });
    return row;
  }

  private answeredBy(person: SessionPerson, input: Input<'call.backEnter'>): SessionPerson['id'] {
    if (input.answeredBy === undefined || input.answeredBy === person.id) return person.id;
    if (person.role !== 'supervisor') throw new Refusal('not_allowed');
    if (!this.parts.people.names().has(input.answeredBy)) throw new Refusal('not_found');
    return input.answeredBy;
  }
}
