import type { Draft } from '../../../shared/call/form';
import { Change, type ChangeOf } from '../../../shared/center-api/changes';
import type {
  AmendmentDecision,
  AmendmentView,
  ChangeView,
  OpenAmendment,
} from '../../../shared/ipc/changes';
import type { SessionPerson } from '../../../shared/ipc/contract';
import { CallId } from '../../../shared/ids';
import { differencesOf, withParts } from '../../../shared/report/differences';
import type { Report } from '../../../shared/report/report';
import type { AuditChain } from '../audit/chain';
import type { Calls } from '../calls/calls';
import type { Drafts } from '../calls/drafts';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import { recordIn, type CallRepository } from '../store/repositories/calls';
import type { ChangeRepository, ChangeRow } from '../store/repositories/changes';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface AmendmentParts {
  changes: ChangeRepository;
  calls: CallRepository;
  people: PersonRepository;
  ownCalls: Calls;
  ownDrafts: Drafts;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  announce: Announce;
}

/** What people see of the center's changes, and how they decide on an amendment: by a revision, both versions stay. */
export class Amendments {
  constructor(private readonly parts: AmendmentParts) {}

  /** Amendments that wait: an agent's own calls, a supervisor's whole seat. */
  open(person: SessionPerson): OpenAmendment[] {
    return this.parts.changes
      .listOpen()
      .filter(({ agentId }) => person.role === 'supervisor' || agentId === person.id)
      .map((row) => {
        const { by, at } = changeIn(row);
        const { position, localNumber, title } = row;
        return { position, callId: CallId.parse(row.callId), localNumber, title, by, at };
      });
  }

  /** All that the center did with one record, oldest first. */
  ofCall(id: string): ChangeView[] {
    const names = this.parts.people.names();
    return this.parts.changes.ofCall(id).map((row) => {
      const change = changeIn(row);
      const { position, kind, at, by, why } = change;
      const { decidedBy, decidedAt } = row;
      const isDecided = decidedBy !== null && decidedAt !== null;
      return {
        position,
        did: kind === 'progressed' ? change.progress : kind,
        at,
        by,
        why,
        isOpen: kind === 'amended' && !isDecided,
        decided: isDecided ? { by: names.get(decidedBy) ?? decidedBy, at: decidedAt } : null,
      };
    });
  }

  /** The three versions beside each other. Throws `not_found` for what is not there or not this person's. */
  view(person: SessionPerson, position: number): AmendmentView {
    const { change, localNumber } = this.amendment(person, position);
    const revisions = this.parts.calls.listRevisions(change.recordId);
    const reportOf = (revision: number): Report | undefined => {
      const found = revisions.find((each) => each.revision === revision);
      const record = found && recordIn(found.body);
      return record?.disposition === 'report' ? record.report : undefined;
    };
    const latest = revisions.at(-1);
    const ours = latest && reportOf(latest.revision);
    if (latest === undefined || ours === undefined) throw new Refusal('not_found');
    const base = reportOf(change.revision) ?? ours;
    const { by, at, why, report: theirs } = change;
    return {
      position,
      callId: change.recordId,
      localNumber,
      by,
      at,
      why,
      baseRevision: change.revision,
      revision: latest.revision,
      base,
      ours,
      theirs,
      differences: differencesOf(base, ours, theirs),
    };
  }

  /**
   * Opens the revision that answers an amendment: the record as the seat has it, with the parts a person took from the
   * center. It is checked and finished like any other. Throws `not_allowed` where a colleague has the record on the desk,
   * or where it was decided before.
   */
  decide(person: SessionPerson, { position, theirs, why }: AmendmentDecision): Draft {
    const { ownCalls, ownDrafts, changes, writer, audit, clock, announce } = this.parts;
    const { change, isDecided } = this.amendment(person, position);
    if (isDecided) throw new Refusal('not_allowed', { reason: 'decided' });
    const opened = ownCalls.revise(person, { id: change.recordId, why });
    const report = withParts(opened.form.report, change.report, theirs);
    const { id, step, confirmations, hungUpAt, saveCount } = opened;
    const form = { ...opened.form, report };
    ownDrafts.save(person, { id, saveCount: saveCount + 1, step, confirmations, form, hungUpAt });
    const now = clock.now();
    writer.write(() => {
      changes.decide(position, person.id, now, theirs);
      audit.append({
        at: now,
        actor: person.id,
        act: 'amendment_decided',
        subject: change.recordId,
        detail: position,
      });
    });
    announce('changes', [change.recordId]);
    announce('queue', [change.recordId]);
    return ownDrafts.get(person, change.recordId);
  }

  private amendment(
    person: SessionPerson,
    position: number,
  ): { change: ChangeOf<'amended'>; localNumber: string; isDecided: boolean } {
    const row = this.parts.changes.find(position);
    const change = row && changeIn(row);
    const head = change && this.parts.calls.findHead(change.recordId);
    const record = change && this.parts.calls.findLatest(change.recordId);
    const maySee = person.role === 'supervisor' || head?.agentId === person.id;
    if (row === undefined || change?.kind !== 'amended' || record === undefined || !maySee) {
      throw new Refusal('not_found');
    }
    return { change, localNumber: record.localNumber, isDecided: row.decidedAt !== null };
  }
}

function changeIn(row: ChangeRow): Change {
  return Change.parse(JSON.parse(row.body));
}
