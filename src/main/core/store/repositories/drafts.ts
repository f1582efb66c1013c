import type Database from 'better-sqlite3';
import { IntakeForm, type Draft } from '../../../../shared/call/form';
import { SealedIdentity } from '../../../../shared/call/record';
import type { Summary } from '../summary';
import { summaryColumns, type SummaryColumns } from '../summary';

interface DraftRow {
  id: string;
  local_number: string;
  seat_id: string;
  agent_id: string;
  owner_id: string;
  started_at: number;
  origin: string;
  save_count: number;
  saved_at: number;
  hung_up_at: number | null;
  bundle_version: string;
  step: string;
  confirmations: string;
  form: string;
  revises: string | null;
}

/** A draft and who is working on it; that is not always who answered. */
export interface OwnedDraft {
  draft: Draft;
  ownerId: string;
  /** The identity as it was sealed when the call changed hands. */
  sealedIdentity: SealedIdentity | null;
}

/** How a call changes hands. */
export interface Takeover {
  from: string;
  by: string;
  at: number;
  why: string;
}

type Saved = Pick<
  DraftRow,
  'id' | 'save_count' | 'saved_at' | 'hung_up_at' | 'step' | 'confirmations' | 'form'
> &
  SummaryColumns & { keeps_seal: number };

const COLUMNS = `id, local_number, seat_id, agent_id, owner_id, started_at, origin, save_count, saved_at, hung_up_at,
  bundle_version, step, confirmations, form, revises`;
/** The last takeover, as `TakenOver` has it less what the box itself tells. */
const READ = `${COLUMNS}, sealed_identity, (select json_object('at', taken_at, 'why', why) from takeovers where call_id = drafts.id
  order by seq desc limit 1) as takeover`;

type FoundRow = DraftRow & { sealed_identity: string | null; takeover: string | null };

/** Calls in the making. Call it inside `Store.write`, reads excepted. */
export class DraftRepository {
  private readonly byId: Database.Statement<[string], FoundRow>;
  private readonly byOwner: Database.Statement<[string], FoundRow>;
  private readonly added: Database.Statement<
    [DraftRow & SummaryColumns & { revises_revision: number | null }]
  >;
  private readonly saved: Database.Statement<[Saved]>;
  private readonly removed: Database.Statement<[string]>;
  private readonly handedOver: Database.Statement<[Takeover & { id: string }]>;
  private readonly owned: Database.Statement<
    [{ id: string; by: string; form: string; sealed: string | null }]
  >;
  private readonly byTelephone: Database.Statement<[], { id: string }>;
  private readonly hungUp: Database.Statement<[number, string]>;
  private readonly takeovers: Database.Statement<[string], { by: string; at: number; why: string }>;
  private readonly counted: Database.Statement<[string, string]>;
  private readonly open: Database.Statement<[], { count: number }>;
  private readonly all: Database.Statement<[], { count: number }>;
  private readonly last: Database.Statement<[string, string], { last: number }>;

  constructor(db: Database.Database) {
    this.byId = db.prepare(`select ${READ} from drafts where id = ?`);
    this.byOwner = db.prepare(`select ${READ} from drafts where owner_id = ? order by started_at`);
    this.added = db.prepare(`insert into drafts
      (${COLUMNS}, revises_revision, disposition, title, place, grade, urgency, due_date, is_anonymous, answered, search_text)
      values (:id, :local_number, :seat_id, :agent_id, :owner_id, :started_at, :origin, :save_count, :saved_at, :hung_up_at,
        :bundle_version, :step, :confirmations, :form, :revises, :revises_revision, :disposition, :title, :place, :grade,
        :urgency, :due_date, :is_anonymous, :answered, :search_text)`);
    this.saved = db.prepare(`update drafts set save_count = :save_count, saved_at = :saved_at,
      hung_up_at = :hung_up_at, step = :step, confirmations = :confirmations, form = :form,
      sealed_identity = iif(:keeps_seal, sealed_identity, null),
      disposition = :disposition, title = :title, place = :place, grade = :grade, urgency = :urgency, due_date = :due_date,
      is_anonymous = :is_anonymous, answered = :answered, search_text = :search_text where id = :id`);
    this.removed = db.prepare('delete from drafts where id = ?');
    this.handedOver = db.prepare(`insert into takeovers (call_id, taken_from, taken_by, taken_at, why)
      values (:id, :from, :by, :at, :why)`);
    this.owned = db.prepare(`update drafts set owner_id = :by, form = :form, sealed_identity = :sealed,
      save_count = save_count + 1 where id = :id`);
    this.byTelephone = db.prepare(`select id from drafts
      where revises is null and hung_up_at is null and json_extract(origin, '$.kind') = 'telephony'`);
    this.hungUp = db.prepare('update drafts set hung_up_at = ? where id = ? and hung_up_at is null');
    this.takeovers = db.prepare(
      'select taken_by as by, taken_at as at, why from takeovers where call_id = ? order by seq',
    );
    this.counted = db.prepare(`insert into number_series (seat_id, day, last) values (?, ?, 1)
      on conflict (seat_id, day) do update set last = last + 1`);
    this.open = db.prepare('select count(*) as count from drafts where revises is null');
    this.all = db.prepare('select count(*) as count from drafts');
    this.last = db.prepare('select last from number_series where seat_id = ? and day = ?');
  }

  /** The next number of the seat's day (`YYYYMMDD`), without gaps: take it in the transaction that uses it. */
  takeNumber(seatId: string, day: string): number {
    this.counted.run(seatId, day);
    return this.last.get(seatId, day)?.last ?? 1;
  }

  /** Numbers up to `last` were given out, as far as another copy of this store knows. */
  atLeastNumber(seatId: string, day: string, last: number): void {
    // One by one: a law in SQL lets a series have no gap.
    for (let at = this.last.get(seatId, day)?.last ?? 0; at < last; at += 1) this.counted.run(seatId, day);
  }

  insert(draft: Draft, ownerId: string, summary: Summary): void {
    this.added.run({
      ...changing(draft, summary),
      local_number: draft.localNumber,
      seat_id: draft.seatId,
      agent_id: draft.agentId,
      owner_id: ownerId,
      started_at: draft.startedAt,
      origin: JSON.stringify(draft.origin),
      bundle_version: draft.bundleVersion,
      revises: draft.revises && JSON.stringify(draft.revises),
      revises_revision: draft.revises && draft.revises.revision,
    });
  }

  /** Of everybody: answered calls that have no end yet. */
  countOpen(): number {
    return this.open.get()?.count ?? 0;
  }

  /** Of everybody, revisions in the making included. */
  count(): number {
    return this.all.get()?.count ?? 0;
  }

  find(id: string): OwnedDraft | undefined {
    const row = this.byId.get(id);
    return row && { draft: draftOf(row), ownerId: row.owner_id, sealedIdentity: sealedIn(row) };
  }

  /** Calls of this person without an end; a revision in the making is none. */
  openCallsOf(ownerId: string): Draft[] {
    return this.listOf(ownerId).filter((draft) => draft.revises === null);
  }

  listOf(ownerId: string): Draft[] {
    return this.byOwner.all(ownerId).map(draftOf);
  }

  update(draft: Draft, summary: Summary): void {
    this.saved.run(changing(draft, summary));
  }

  /** Puts a call into other hands: `form` without its identity, which lies in the box alone from now on. */
  handOver(draft: Pick<Draft, 'id' | 'form'>, takeover: Takeover, sealed: SealedIdentity | null): void {
    const { id, form } = draft;
    this.handedOver.run({ id, ...takeover });
    this.owned.run({
      id,
      by: takeover.by,
      form: JSON.stringify({ ...form, identity: null }),
      sealed: sealed && JSON.stringify(sealed),
    });
  }

  takeoversOf(id: string): { by: string; at: number; why: string }[] {
    return this.takeovers.all(id);
  }

  /** Calls that began by themselves and whose caller is still there, as far as is known. */
  openByTelephone(): string[] {
    return this.byTelephone.all().map(({ id }) => id);
  }

  /** What the telephone system saw: only where nobody said so before. */
  hangUp(id: string, at: number): void {
    this.hungUp.run(at, id);
  }

  delete(id: string): void {
    this.removed.run(id);
  }
}

function changing(draft: Draft, summary: Summary): Saved {
  return {
    id: draft.id,
    save_count: draft.saveCount,
    saved_at: draft.savedAt,
    hung_up_at: draft.hungUpAt,
    step: draft.step,
    confirmations: JSON.stringify(draft.confirmations),
    form: JSON.stringify(draft.form),
    keeps_seal: Number(draft.takenOver?.hasSealedIdentity ?? false),
    ...summaryColumns(summary),
  };
}

/** Parsed when it was saved, and the cipher proves it unchanged; parsed anew for what an older program did not know. */
function draftOf(row: FoundRow): Draft {
  return {
    id: row.id,
    localNumber: row.local_number,
    seatId: row.seat_id,
    agentId: row.agent_id,
    startedAt: row.started_at,
    origin: JSON.parse(row.origin),
    saveCount: row.save_count,
    savedAt: row.saved_at,
    hungUpAt: row.hung_up_at,
    bundleVersion: row.bundle_version,
    step: row.step,
    confirmations: JSON.parse(row.confirmations),
    form: IntakeForm.parse(JSON.parse(row.form)),
    revises: row.revises === null ? null : JSON.parse(row.revises),
    takenOver:
      row.takeover === null || row.revises !== null
        ? null
        : { ...JSON.parse(row.takeover), hasSealedIdentity: row.sealed_identity !== null },
  } as Draft;
}

function sealedIn(row: FoundRow): SealedIdentity | null {
  return row.sealed_identity === null ? null : SealedIdentity.parse(JSON.parse(row.sealed_identity));
}
