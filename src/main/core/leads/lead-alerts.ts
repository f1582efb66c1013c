import type { IntakeForm } from '../../../shared/call/form';
import { dispositionOf } from '../../../shared/call/finish';
import { CallId } from '../../../shared/ids';
import type { LeadAlerts as AlertsView, SessionPerson } from '../../../shared/ipc/contract';
import { MajorFlag } from '../../../shared/lead/major';
import type { AuditChain } from '../audit/chain';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { LeadAlertRepository } from '../store/repositories/lead-alerts';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface LeadAlertParts {
  alerts: LeadAlertRepository;
  people: PersonRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  announce: Announce;
}

/** 马上办: a major lead is told the supervisor at once and until they have seen it, offline and over restarts. */
export class LeadAlerts {
  constructor(private readonly parts: LeadAlertParts) {}

  /** True where the form flags what no alert of the call has told yet: raise it in the transaction of its save. */
  isNews(callId: string, form: IntakeForm): boolean {
    const { majorFlags } = form.report;
    if (majorFlags.length === 0 || dispositionOf(form) !== 'report') return false;
    const told = this.parts.alerts.flagsOf(callId);
    return told === null || majorFlags.some((flag) => !told.includes(flag));
  }

  /** Call it inside `Writer.write`. */
  raise(callId: string, form: IntakeForm, at: number): void {
    this.parts.alerts.add(callId, form.report.majorFlags, at);
  }

  /** How many wait, for everybody at the seat; which, for supervisors. */
  list(person: SessionPerson): AlertsView {
    const { alerts, people } = this.parts;
    if (person.role !== 'supervisor') return { count: alerts.countOpen(), alerts: [] };
    const names = people.names();
    const open = alerts.listOpen().map(({ callId, flags, agentId, ...row }) => ({
      ...row,
      callId: CallId.parse(callId),
      flags: MajorFlag.array().parse(JSON.parse(flags)),
      agentName: names.get(agentId) ?? agentId,
    }));
    return { count: open.length, alerts: open };
  }

  /** A supervisor has seen it; who and when stays. Throws `not_found` for what was seen before. */
  acknowledge(person: SessionPerson, seq: number): AlertsView {
    const { alerts, writer, audit, clock, announce } = this.parts;
    const at = clock.now();
    const isNew = writer.write(() => {
      if (!alerts.markSeen(seq, person.id, at)) return false;
      audit.append({ at, actor: person.id, act: 'lead_seen', subject: String(seq) });
      return true;
    });
    if (!isNew) throw new Refusal('not_found');
    announce('leads');
    return this.list(person);
  }
}
