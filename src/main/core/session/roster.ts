import { Roster as RosterBody, type SignedRoster } from '../../../shared/center-api/people';
import type { RosterState } from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import type { SignatureCheck } from '../bundle/bundles';
import type { Announce } from '../ports';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import type { PeopleSink } from '../sync/ports';

const DAY_MS = 86_400_000;
/** So long the verifiers count after the center last stood by them. */
export const ROSTER_DAYS = 30;
const SOON_MS = 7 * DAY_MS;
/** A confirmation each minute need not be a write each minute. */
const NOTE_EVERY_MS = 3_600_000;

export interface RosterParts {
  people: PersonRepository;
  writer: Writer;
  audit: AuditChain;
  seatId: string;
  isSigned: SignatureCheck;
  announce: Announce;
  /** The center's time. */
  now: () => number;
}

/** Who may sign in at this seat, as the center says: its newest signed list, and how long that list still counts. */
export class Roster implements PeopleSink {
  constructor(private readonly parts: RosterParts) {}

  take(signed: SignedRoster, at: number): ReturnType<PeopleSink['take']> {
    const { people, writer, audit, seatId, isSigned, announce, now } = this.parts;
    if (!isSigned(signed.body, signed.keyId, signed.signature)) return { ok: false, reason: 'bad_signature' };
    const roster = rosterIn(signed.body);
    if (roster === null) return { ok: false, reason: 'malformed' };
    if (roster.seatId !== seatId) return { ok: false, reason: 'other_seat' };
    const known = people.rosterMark()?.version ?? 0;
    if (roster.version < known) return { ok: false, reason: 'older' };
    const changed = roster.version > known;
    if (!changed) {
      this.confirm();
      return { ok: true, changed };
    }
    writer.write(() => {
      people.replaceRoster(roster.people);
      people.markRoster({ version: roster.version, confirmedAt: Math.round(now()) });
      audit.append({ at, actor: 'center', act: 'people_taken', subject: seatId, detail: roster.version });
    });
    announce('people');
    return { ok: true, changed };
  }

  confirm(): void {
    const { people, writer, announce, now } = this.parts;
    const confirmedAt = Math.round(now());
    const mark = people.rosterMark();
    // A clock that was set back confirms, too.
    if (mark !== null && Math.abs(confirmedAt - mark.confirmedAt) < NOTE_EVERY_MS) return;
    writer.write(() => people.markRoster({ version: mark?.version ?? 0, confirmedAt }));
    announce('people');
  }

  /** How long the list still counts without the center; null where the center never told this seat of people. */
  state(): RosterState | null {
    const mark = this.parts.people.rosterMark();
    if (mark === null) return null;
    const expiresAt = mark.confirmedAt + ROSTER_DAYS * DAY_MS;
    const leftMs = expiresAt - this.parts.now();
    return { expiresAt, standing: leftMs <= 0 ? 'expired' : leftMs <= SOON_MS ? 'soon' : 'good' };
  }
}

function rosterIn(body: string): RosterBody | null {
  try {
    const parsed = RosterBody.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
