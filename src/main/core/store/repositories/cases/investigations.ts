import type Database from 'better-sqlite3';
import { searchable } from '../../summary';
import { Investigation } from '../../../../../shared/investigation/investigation';
import type { InvestigationItem, RevisionView, SealKind } from '../../../../../shared/investigation/views';
import type { AttachmentId } from '../../../../../shared/attachments/attachment';

interface DraftRow {
  body: string;
  saveCount: number;
  savedBy: string;
  savedAt: number;
}

interface NewRevision {
  callId: string;
  revision: number;
  round: number;
  body: string;
  sha256: string;
  why: string;
  by: string;
  at: number;
}

interface SealRow {
  evidenceId: AttachmentId;
  seal: SealKind;
  by: string;
  at: number;
}

interface Page {
  offset: number;
  limit: number;
}

const WANTED = `from cases c indexed by cases_open_due
  where c.stage <> 'closed' and c.stage in ('handling', 'replying')`;
/** Along the dates of what is open; a call is looked at for its words, and for the rows of the page. */
const IN_ORDER = 'order by c.due_on, c.call_id';
const FOUND = `and (instr(c.unit_name, :words) > 0 or exists (
  select 1 from calls q indexed by calls_words where q.id = c.call_id
    and (instr(q.search_text, :words) > 0 or instr(lower(q.center_number), :words) > 0)))`;

const itemsOf = (ids: string) => `select c.call_id as callId, q.local_number as localNumber, q.title,
    coalesce(c.unit_name, '') as unitName, coalesce(c.due_on, c.accepted_on) as dueOn, c.stage, c.round,
    i.saved_at as savedAt
  from (${ids}) p join cases c on c.call_id = p.call_id join calls q on q.id = p.call_id
    left join investigations i on i.call_id = p.call_id and i.round = c.round ${IN_ORDER}`;

/** Reports of investigation: what is typed, what was kept, what was sealed. Writes belong inside `Store.write`. */
export class InvestigationRepository {
  private readonly page: Database.Statement<[Page], InvestigationItem>;
  private readonly total: Database.Statement<[], number>;
  private readonly found: Database.Statement<[{ words: string }], string>;
  private readonly these: Database.Statement<[{ ids: string }], InvestigationItem>;
  private readonly draft: Database.Statement<[string, number], DraftRow>;
  private readonly put: Database.Statement<[DraftRow & { callId: string; round: number }]>;
  private readonly kept: Database.Statement<[string], RevisionView>;
  private readonly body: Database.Statement<[string, number], { body: string }>;
  private readonly added: Database.Statement<[NewRevision]>;
  private readonly sealOf: Database.Statement<[string, number], SealRow>;
  private readonly sealed: Database.Statement<[SealRow & { callId: string; revision: number }]>;
  private readonly centerNumber: Database.Statement<[string], { centerNumber: string | null }>;

  constructor(db: Database.Database) {
    this.page = db.prepare(itemsOf(`select c.call_id ${WANTED} ${IN_ORDER} limit :limit offset :offset`));
    this.total = db.prepare<[], number>(`select count(*) ${WANTED}`).pluck();
    this.found = db
      .prepare<[{ words: string }], string>(`select c.call_id ${WANTED} ${FOUND} ${IN_ORDER}`)
      .pluck();
    this.these = db.prepare(itemsOf('select value as call_id from json_each(:ids)'));
    this.draft = db.prepare(`select body, save_count as saveCount, saved_by as savedBy, saved_at as savedAt
      from investigations where call_id = ? and round = ?`);
    this.put = db.prepare(`insert into investigations (call_id, round, body, save_count, saved_by, saved_at)
      values (:callId, :round, :body, :saveCount, :savedBy, :savedAt)
      on conflict (call_id, round) do update set body = :body, save_count = :saveCount, saved_by = :savedBy,
        saved_at = :savedAt`);
    this.kept = db.prepare(`select r.revision, r.round, r.sha256, r.why, coalesce(p.name, r.made_by) as by,
        r.made_at as at
      from investigation_revisions r left join people p on p.id = r.made_by where r.call_id = ? order by r.revision`);
    this.body = db.prepare('select body from investigation_revisions where call_id = ? and revision = ?');
    this.added = db.prepare(`insert into investigation_revisions (call_id, revision, round, body, sha256, why,
        made_by, made_at)
      values (:callId, :revision, :round, :body, :sha256, :why, :by, :at)`);
    this.sealOf =
      db.prepare(`select s.evidence_id as evidenceId, s.seal, coalesce(p.name, s.checked_by) as by,
        s.checked_at as at
      from investigation_seals s left join people p on p.id = s.checked_by
      where s.call_id = ? and s.revision = ? order by s.seq desc limit 1`);
    this.sealed =
      db.prepare(`insert into investigation_seals (call_id, revision, evidence_id, seal, is_readable,
        checked_by, checked_at)
      values (:callId, :revision, :evidenceId, :seal, 1, :by, :at)`);
    this.centerNumber = db.prepare('select center_number as centerNumber from queue_items where id = ?');
  }

  /** Cases in handling or waiting for replies, nearest date first. `search`: number, target, place, unit. */
  list({ search, offset, limit }: { search: string; offset: number; limit: number }): {
    items: InvestigationItem[];
    total: number;
  } {
    const words = searchable(search);
    if (words === '') return { items: this.page.all({ offset, limit }), total: this.total.get() ?? 0 };
    const ids = this.found.all({ words });
    const page = JSON.stringify(ids.slice(offset, offset + limit));
    return { items: this.these.all({ ids: page }), total: ids.length };
  }

  /** What is typed for this round; undefined before the first save. */
  find(callId: string, round: number): (Omit<DraftRow, 'body'> & { form: Investigation }) | undefined {
    const row = this.draft.get(callId, round);
    if (row === undefined) return undefined;
    const { body, ...rest } = row;
    return { ...rest, form: Investigation.parse(JSON.parse(body)) };
  }

  save(draft: Omit<DraftRow, 'body'> & { callId: string; round: number; form: Investigation }): void {
    const { form, ...row } = draft;
    this.put.run({ ...row, body: JSON.stringify(form) });
  }

  revisions(callId: string): RevisionView[] {
    return this.kept.all(callId);
  }

  revision(callId: string, revision: number): Investigation | undefined {
    const row = this.body.get(callId, revision);
    return row && Investigation.parse(JSON.parse(row.body));
  }

  addRevision(revision: NewRevision): void {
    this.added.run(revision);
  }

  seal(callId: string, revision: number): SealRow | undefined {
    return this.sealOf.get(callId, revision);
  }

  addSeal(seal: SealRow & { callId: string; revision: number }): void {
    this.sealed.run(seal);
  }

  centerNumberOf(callId: string): string | null {
    return this.centerNumber.get(callId)?.centerNumber ?? null;
  }
}
