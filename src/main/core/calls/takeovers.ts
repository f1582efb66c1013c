import { isNamed, type Draft } from '../../../shared/call/form';
import type { Input, SessionPerson } from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import { Refusal } from '../refusal';
import type { DraftParts, Drafts } from './drafts';
import { isBlank } from './identity';

export interface TakeoverParts extends DraftParts {
  ownDrafts: Drafts;
  audit: AuditChain;
}

/** A supervisor ends what a colleague left open, so that no call waits for somebody who is not there. */
export class Takeovers {
  constructor(private readonly parts: TakeoverParts) {}

  /**
   * The open call is this supervisor's to end from now on; 首问责任人 stays. A supervisor never reads a reporter's
   * identity: it is sealed to the center in the same transaction, and its plaintext is wiped. Free texts stay.
   * Throws `not_found` for what is no open call.
   */
  take(person: SessionPerson, input: Input<'call.takeOver'>): Draft {
    const { drafts, writer, sealer, wiper, audit, clock, ownDrafts, announce } = this.parts;
    const found = drafts.find(input.id);
    if (found === undefined || found.draft.revises !== null) throw new Refusal('not_found');
    if (found.ownerId === person.id) return found.draft;
    const { id, form } = found.draft;
    const { identity } = form;
    const sealed =
      identity !== null && isNamed(form) && !isBlank(identity)
        ? sealer.seal(identity, id)
        : found.sealedIdentity;
    const at = clock.now();
    const takeover = { from: found.ownerId, by: person.id, at, why: input.why.trim() };
    writer.write(() => {
      drafts.handOver(found.draft, takeover, sealed);
      audit.append({ at, actor: person.id, act: 'call_taken_over', subject: id, detail: found.ownerId });
    });
    ownDrafts.forget(id);
    if (identity !== null) wiper.request();
    // Without an id: the colleague's window has to look at its whole list again.
    announce('drafts');
    announce('queue', [id]);
    announce('phone');
    return ownDrafts.get(person, id);
  }
}
