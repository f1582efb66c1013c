import type { Input, QueueItem, SessionPerson } from '../../../shared/ipc/contract';
import type { Cases } from '../cases/cases';
import type { AuditChain } from '../audit/chain';
import type { Announce } from '../ports';
import type { Queue } from '../queue/queue';
import { Refusal } from '../refusal';
import type { CallRepository } from '../store/repositories/calls';
import type { ReviewRepository } from '../store/repositories/reviews';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface ReviewParts {
  calls: CallRepository;
  reviews: ReviewRepository;
  cases: Cases;
  queue: Queue;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  announce: Announce;
}

/** 复核 by a supervisor: a separate layer that is only added to. Delivery neither waits for it nor changes. */
export class Reviews {
  constructor(private readonly parts: ReviewParts) {}

  /** Throws `not_found` for a call that is not finished; `invalid_input` for a return without a reason. */
  add(person: SessionPerson, input: Input<'review.add'>): QueueItem {
    const { calls, reviews, cases, queue, writer, audit, clock, announce } = this.parts;
    const head = calls.findHead(input.id);
    if (head === undefined) throw new Refusal('not_found');
    const { verdict } = input;
    const remark = input.remark.trim();
    if (verdict === 'returned' && remark.length < 2) {
      throw new Refusal('invalid_input', { reason: 'remark_missing' });
    }
    const now = clock.now();
    writer.write(() => {
      const { revision } = head;
      reviews.insert(head.id, { revision, verdict, remark, reviewerId: person.id, madeAt: now });
      calls.setStage(head.id, verdict === 'returned' ? 'returned' : 'reviewed');
      audit.append({ at: now, actor: person.id, act: 'review_added', subject: head.id, detail: verdict });
      if (verdict === 'confirmed') this.analyse(person, head.id);
    });
    announce('queue', [head.id]);
    cases.announce([head.id]);
    return queue.item(person, head.id);
  }
  /** Confirming a report says that its grade is right: its 日分析, unless somebody gave it one before. */
  private analyse(person: SessionPerson, callId: string): void {
    const { calls, cases } = this.parts;
    if (calls.findLatest(callId)?.disposition !== 'report') return;
    const { facts, state } = cases.get(callId);
    if (state.isAnalysed || state.stage === 'closed') return;
    cases.addWithin(person, callId, { kind: 'analysed', grade: facts.grade, why: '' });
  }
}
