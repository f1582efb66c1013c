import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import { agreementOf, sampleOf } from '../../../shared/daily-sheet/sample';
import { endOfShanghaiDay, startOfShanghaiDay, type ShanghaiDate } from '../../../shared/shanghai-time';
import type { AuditChain } from '../audit/chain';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { QualityLook, QualityLooks } from '../store/repositories/cases/quality-looks';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

const AGREEMENT_MS = 90 * 86_400_000;

export interface QualityParts {
  looks: QualityLooks;
  people: PersonRepository;
  /** The same at every draw of this seat. */
  seatId: string;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  announce: Announce;
}

/** 抽检: a few calls of a day, drawn and not picked, are looked at by a supervisor, and once more by another one. */
export class Quality {
  constructor(private readonly parts: QualityParts) {}

  day(person: SessionPerson, date: ShanghaiDate): Output<'quality.day'> {
    const { looks, people, clock } = this.parts;
    const names = people.names();
    const calls = looks.callsBetween(startOfShanghaiDay(date), endOfShanghaiDay(date));
    const byId = new Map(calls.map((call) => [call.callId, call]));
    const view = (look: QualityLook | undefined) =>
      look === undefined
        ? null
        : {
            level: look.level,
            remark: look.remark,
            by: names.get(look.madeBy) ?? look.madeBy,
            isMine: look.madeBy === person.id,
            at: look.madeAt,
          };
    return {
      date,
      calls: calls.length,
      drawn: this.drawn(date, [...byId.keys()]).flatMap((callId) => {
        const call = byId.get(callId);
        const [first, second] = looks.of(callId);
        return call === undefined
          ? []
          : [
              {
                callId: callId as Input<'quality.add'>['callId'],
                localNumber: call.localNumber,
                title: call.title,
                agentName: names.get(call.agentId) ?? call.agentId,
                turn: turnOf(person, first, second),
                first: turnOf(person, first, second) === 'second' ? null : view(first),
                second: view(second),
              },
            ];
      }),
      agreement: agreementOf(looks.pairsSince(clock.now() - AGREEMENT_MS)),
    };
  }

  /** Throws `sheet_refused` for a call that was not drawn, and where one person would look twice. */
  add(person: SessionPerson, { date, callId, level, remark }: Input<'quality.add'>): Output<'quality.day'> {
    const { looks, writer, audit, clock, announce } = this.parts;
    writer.write(() => {
      const calls = looks.callsBetween(startOfShanghaiDay(date), endOfShanghaiDay(date));
      const ids = calls.map((call) => call.callId);
      if (!this.drawn(date, ids).includes(callId))
        throw new Refusal('sheet_refused', { reason: 'not_sampled' });
      const [first, second] = looks.of(callId);
      if (second !== undefined || first?.madeBy === person.id)
        throw new Refusal('sheet_refused', { reason: 'same_reviewer' });
      const at = clock.now();
      const look = first === undefined ? 1 : 2;
      looks.add({ callId, look, level, remark: remark.trim(), madeBy: person.id, madeAt: at });
      audit.append({ at, actor: person.id, act: 'quality_noted', subject: callId, detail: level });
    });
    announce('cases', [callId]);
    return this.day(person, date);
  }

  /** The sample, and what was looked at before later calls changed the draw. */
  private drawn(date: ShanghaiDate, ids: readonly string[]): string[] {
    const { looks, seatId } = this.parts;
    const sample = sampleOf(`${seatId}/${date}`, ids);
    const seen = ids.filter((id) => !sample.includes(id) && looks.of(id).length > 0);
    return [...sample, ...seen];
  }
}

/** The second look is made without knowing the first. */
function turnOf(
  person: SessionPerson,
  first: QualityLook | undefined,
  second: QualityLook | undefined,
): Output<'quality.day'>['drawn'][number]['turn'] {
  if (first === undefined) return 'first';
  if (second !== undefined) return 'done';
  return first.madeBy === person.id ? 'other' : 'second';
}
