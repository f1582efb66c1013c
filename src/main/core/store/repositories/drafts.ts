import type Database from 'better-sqlite3';
import { IntakeForm, type Draft } from '../../../../shared/call/form';
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
}

type Saved = Pick<
  DraftRow,
  'id' | 'save_count' | 'saved_at' | 'hung_up_at' | 'step' | 'confirmations' | 'form'
> &
  SummaryColumns;

const COLUMNS = `id, local_number, seat_id, agent_id, owner_id, started_at, origin, save_count, saved_at, hung_up_at,
  bundle_version, step, confirmations, form, revises`;

/** Calls in the making. Call it inside `Store.write`, reads excepted. */
export class DraftRepository {
  private readonly byId: Database.Statement<[string], DraftRow>;
  private readonly byOwner: Database.Statement<[string], DraftRow>;
  private readonly added: Database.Statement<
    [DraftRow & SummaryColumns & { revises_revision: number | null }]
  >;
  private readonly saved: Database.Statement<[Saved]>;
  private readonly removed: Database.Statement<[string]>;
  private readonly counted: Database.Statement<[string, string]>;
  private readonly last: Database.Statement<[string, string], { last: number }>;

  constructor(db: Database.Database) {
    this.byId = db.prepare(`select ${COLUMNS} from drafts where id = ?`);
    this.byOwner = db.prepare(`select ${COLUMNS} from drafts where owner_id = ? order by started_at`);
    this.added = db.prepare(`insert into drafts
      (${COLUMNS}, revises_revision, disposition, title, place, urgency, due_date, is_anonymous, answered, search_text)
      values (:id, :local_number, :seat_id, :agent_id, :owner_id, :started_at, :origin, :save_count, :saved_at, :hung_up_at,
        :bundle_version, :step, :confirmations, :form, :revises, :revises_revision, :disposition, :title, :place,
        :urgency, :due_date, :is_anonymous, :answered, :search_text)`);
    this.saved = db.prepare(`update drafts set save_count = :save_count, saved_at = :saved_at,
      hung_up_at = :hung_up_at, step = :step, confirmations = :confirmations, form = :form,
      disposition = :disposition, title = :title, place = :place, urgency = :urgency, due_date = :due_date,
      is_anonymous = :is_anonymous, answered = :answered, search_text = :search_text where id = :id`);
    this.removed = db.prepare('delete from drafts where id = ?');
    this.counted = db.prepare(`insert into number_series (seat_id, day, last) values (?, ?, 1)
      on conflict (seat_id, day) do update set last = last + 1`);
    this.last = db.prepare('select last from number_series where seat_id = ? and day = ?');
  }

  /** The next number of the seat's day (`YYYYMMDD`), without gaps: take it in the transaction that uses it. */
  takeNumber(seatId: string, day: string): number {
    this.counted.run(seatId, day);
    return this.last.get(seatId, day)?.last ?? 1;
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

  find(id: string): OwnedDraft | undefined {
    const row = this.byId.get(id);
    return row && { draft: draftOf(row), ownerId: row.owner_id };
  }

  listOf(ownerId: string): Draft[] {
    return this.byOwner.all(ownerId).map(draftOf);
  }

  update(draft: Draft, summary: Summary): void {
    this.saved.run(changing(draft, summary));
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
    ...summaryColumns(summary),
  };
}

/** Parsed when it was saved, and the cipher proves it unchanged; parsed anew for what an older program did not know. */
function draftOf(row: DraftRow): Draft {
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
  } as Draft;
}
