import type { Enrolment, Person } from '../../../shared/center-api/enrolment';
import type { SignedBundle } from '../../../shared/script/bundle';
import type { AuditEntry } from '../audit/chain';
import { AuditChain } from '../audit/chain';
import type { Desk } from '../desk';
import { Refusal } from '../refusal';
import type { BundleHead } from '../store/repositories/seat/bundles';

/**
 * All that practice may know and do of the real seat. The way to the center, its token and its keys are not among it:
 * what is practised cannot get out, whatever a bug may try.
 */
export interface RealSeat {
  readonly seat: Enrolment['seat'];
  /** Who works here, without what opens their sign-in. */
  people(): Person[];
  /** The province's bundle in force. */
  bundle(now: number): { head: BundleHead; signed: SignedBundle };
  /** Calls of this person that lack their end. */
  openCalls(personId: string): number;
  /** The key of this person's practice files; `null`: never practised, or wiped. */
  practiceKey(personId: string): Buffer | null;
  setPracticeKey(personId: string, key: Buffer | null): void;
  /** Entering and leaving practice are acts of the real seat. */
  audit(entry: AuditEntry): void;
}

export function realSeatOf({ store, seat, bundles }: Pick<Desk, 'store' | 'seat' | 'bundles'>): RealSeat {
  const audit = new AuditChain(store.audit);
  return {
    seat,
    people: () => store.people.list().map((person) => ({ ...person, verifier: '' })),
    bundle(now) {
      const { version, effectiveFrom } = bundles.inForce(now);
      const signed = store.bundles.find(version);
      if (signed === undefined) throw new Refusal('not_found');
      return { head: { version, effectiveFrom }, signed };
    },
    openCalls: (personId) => store.drafts.listOf(personId).filter((draft) => draft.revises === null).length,
    practiceKey: (personId) => store.meta.practiceKey(personId),
    setPracticeKey(personId, key) {
      store.write(() => store.meta.setPracticeKey(personId, key));
      if (key === null) store.wipeLog();
    },
    audit: (entry) => store.write(() => audit.append(entry)),
  };
}
