import { isDayClosed, type LedgerDay, type OpenCall } from '../../../shared/call/ledger';
import { CallId } from '../../../shared/ids';
import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import { endOfShanghaiDay, shanghaiDate, startOfShanghaiDay } from '../../../shared/shanghai-time';
import type { AuditChain } from '../audit/chain';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { DayQuery, LedgerDays } from '../store/repositories/ledger/days';
import type { PhoneCalls } from '../store/repositories/ledger/phone-calls';
import type { SignOffs } from '../store/repositories/ledger/sign-offs';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface LedgerParts {
  days: LedgerDays;
  signOffs: SignOffs;
  phoneCalls: PhoneCalls;
  people: PersonRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  announce: Announce;
}

/** 来电台账: every answered call of a day once, and whether the day adds up. Holds no word that was said. */
export class Ledger {
  constructor(private readonly parts: LedgerParts) {}

  /** A day's equation: an agent's own calls, or the seat's for a supervisor. */
  day(person: SessionPerson, date: string): LedgerDay {
    const { days, signOffs, phoneCalls, people } = this.parts;
    const query = queryOf(person, date);
    const { from, to } = query;
    const isSeat = query.agentId === null;
    const counts = days.count(query);
    const checks = {
      unmatchedPhoneCalls: isSeat ? phoneCalls.listUnmatched(from, to).length : null,
      missingNumbers: isSeat ? days.missingNumbers(date.replaceAll('-', ''), from, to) : null,
    };
    const signed = signOffs.of(date).at(-1);
    // A signature holds for the calls that it counted; what came to the day afterwards has none.
    const answered = isSeat ? counts.answered : days.count({ ...query, agentId: null }).answered;
    const isValid = signed !== undefined && signed.answered === answered;
    return {
      date,
      ...counts,
      ...checks,
      isClosed: isDayClosed({ ...counts, ...checks }),
      signedOff: isValid ? { by: people.names().get(signed.by) ?? signed.by, at: signed.at } : null,
      isReopened: signed !== undefined && !isValid,
    };
  }

  /** One page of a day's calls, latest first. */
  list(person: SessionPerson, input: Input<'ledger.list'>): Output<'ledger.list'> {
    const { days, people } = this.parts;
    const names = people.names();
    const { rows, total } = days.list(queryOf(person, input.date), input.term, input);
    const entries = rows.map(({ agentId, ...row }) => ({
      ...row,
      id: CallId.parse(row.id),
      agentName: names.get(agentId) ?? agentId,
    }));
    return { entries, total };
  }

  /** Every call of the seat that lacks its end, oldest first. For supervisors: they may take them over. */
  openCalls(person: SessionPerson): OpenCall[] {
    const names = this.parts.people.names();
    const nameOf = (id: string) => names.get(id) ?? id;
    return this.parts.days.openCalls().map(({ agentId, ownerId, ...row }) => ({
      ...row,
      id: CallId.parse(row.id),
      agentName: nameOf(agentId),
      ownerName: nameOf(ownerId),
      isMine: ownerId === person.id,
    }));
  }

  /**
   * Signs a day off as it stands. Throws `day_not_closed` until its equation closes, `day_signed_off` where it holds a
   * signature for just these calls, `invalid_input` for a day that is still to come.
   */
  signOff(person: SessionPerson, date: string): LedgerDay {
    const { signOffs, days, writer, audit, clock, announce } = this.parts;
    const at = clock.now();
    if (date > shanghaiDate(at)) throw new Refusal('invalid_input', { reason: 'in_the_future' });
    const day = this.day(person, date);
    if (!day.isClosed) throw new Refusal('day_not_closed', { open: day.open });
    if (day.signedOff !== null) throw new Refusal('day_signed_off');
    writer.write(() => {
      signOffs.add(date, days.count(queryOf(person, date)), { by: person.id, at });
      audit.append({ at, actor: person.id, act: 'day_signed_off', subject: date, detail: day.answered });
    });
    announce('ledger');
    return this.day(person, date);
  }
}

function queryOf(person: SessionPerson, date: string): DayQuery {
  return {
    from: startOfShanghaiDay(date),
    to: endOfShanghaiDay(date),
    agentId: person.role === 'supervisor' ? null : person.id,
  };
}
