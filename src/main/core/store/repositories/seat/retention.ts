import type Database from 'better-sqlite3';
import type { CaseStage } from '../../../../../shared/case/case';
import type { DestroyedIdentity, RetentionCertificate } from '../../../../../shared/retention/certificate';
import type { IdentityDestroyed } from '../../../../../shared/retention/view';
import type { IdentityCopy } from '../../../../../shared/retention/standing';

/** A call of which a sealed identity lies here, with what its retention hangs on. */
export type HeldCall = { callId: string } & Omit<IdentityCopy, 'isAsked'>;

type HeldRow = { [K in keyof HeldCall]: HeldCall[K] extends boolean ? number : HeldCall[K] };

/** A revision that holds a sealed identity, with the receipt for it. */
export type HeldBox = Pick<
  DestroyedIdentity,
  'callId' | 'localNumber' | 'revision' | 'centerNumber' | 'receivedAt' | 'bodySha256'
> & { seq: number; body: string };

export interface CertificateRow {
  name: string;
  body: string;
  sm3: string;
}

/** As `revisions_boxes` says it, so that the index answers. */
const HAS_BOX = `instr(body, '"sealedIdentity":{"box":"') > 0 and instr(body, '"sealedIdentity":{"box":""') = 0`;

/** What a seat keeps of sealed identities, and the certificates of what it destroyed. Writes belong inside `Store.write`. */
export class RetentionRepository {
  private readonly counted: Database.Statement<[], { calls: number }>;
  private readonly all: Database.Statement<[], HeldRow>;
  private readonly boxes: Database.Statement<[string], HeldBox>;
  private readonly count: Database.Statement<[], { number: number }>;
  private readonly certified: Database.Statement<
    [{ number: number; name: string; body: string; sm3: string; by: string; at: number }]
  >;
  private readonly destroyed: Database.Statement<
    [{ seq: number; number: number; callId: string; boxSha256: string }]
  >;
  private readonly certificates: Database.Statement<[], CertificateRow & { body: string }>;
  private readonly named: Database.Statement<[string], CertificateRow>;
  private readonly certificateOf: Database.Statement<[string], IdentityDestroyed>;
  private readonly bodyOf: Database.Statement<[string, number], { body: string }>;

  constructor(db: Database.Database) {
    this.counted = db.prepare(
      `select count(distinct call_id) as calls from revisions indexed by revisions_boxes where ${HAS_BOX}`,
    );
    this.all = db.prepare(`
      with held as (
        select distinct call_id as id from revisions indexed by revisions_boxes where ${HAS_BOX}
      ), owed as (
        select call_id as id from outbox
        union select r.call_id from center_lacks l join revisions r on r.seq = l.seq where l.settled_at is null
      )
      select h.id as callId,
        (h.id in (select id from owed) or exists (
          select 1 from revisions r where r.call_id = h.id and not exists (select 1 from receipts where seq = r.seq)
        )) as isOwed,
        exists (select 1 from drafts where id = h.id) as isInHand,
        c.stage = 'returned' as isReturned,
        exists (
          select 1 from changes x where x.call_id = h.id and x.kind = 'amended'
            and not exists (select 1 from decisions where position = x.position)
        ) as hasOpenAmendment,
        k.stage as caseStage,
        coalesce((
          select json_extract(a.body, '$.isEligible') and not exists (
            select 1 from case_acts s where s.call_id = h.id and s.kind = 'reward_submitted' and s.number > a.number
          )
          from case_acts a where a.call_id = h.id and a.kind = 'reward_assessed' order by a.number desc limit 1
        ), 0) as hasOpenReward,
        max(
          c.finished_at,
          coalesce(k.closed_at, 0),
          coalesce((
            select max(x.received_at) from revisions r join receipts x on x.seq = r.seq where r.call_id = h.id
          ), 0),
          coalesce((
            select max(a.at + coalesce(a.clock_offset_ms, 0)) from case_acts a where a.call_id = h.id
          ), 0),
          coalesce((select max(x.made_at) from changes x where x.call_id = h.id), 0),
          coalesce((select max(v.made_at) from reviews v where v.call_id = h.id), 0)
        ) as lastAt
      from held h join calls c on c.id = h.id left join cases k on k.call_id = h.id
      order by lastAt, h.id`);
    this.boxes = db.prepare(`select r.seq, r.call_id as callId, c.local_number as localNumber, r.revision,
        coalesce(l.center_number, x.center_number) as centerNumber,
        coalesce(l.received_at, x.received_at) as receivedAt, r.body_sha256 as bodySha256, r.body
      from revisions r indexed by revisions_boxes
      join calls c on c.id = r.call_id join receipts x on x.seq = r.seq
      left join later_receipts l on l.id = (select max(id) from later_receipts where seq = r.seq)
      where r.call_id = ? and ${HAS_BOX.replaceAll('body', 'r.body')} order by r.revision`);
    this.count = db.prepare('select count(*) as number from retention_certificates');
    this.certified =
      db.prepare(`insert into retention_certificates (number, name, body, sm3, made_by, made_at)
      values (:number, :name, :body, :sm3, :by, :at)`);
    this.destroyed = db.prepare(`insert into destroyed_identities (seq, certificate, call_id, box_sha256)
      values (:seq, :number, :callId, :boxSha256)`);
    this.certificates = db.prepare('select name, body, sm3 from retention_certificates order by number desc');
    this.named = db.prepare('select name, body, sm3 from retention_certificates where name = ?');
    this.certificateOf = db.prepare(`select t.name as certificate, t.made_at as at from destroyed_identities d
      join retention_certificates t on t.number = d.certificate where d.call_id = ? order by t.number desc limit 1`);
    this.bodyOf = db.prepare('select body from revisions where call_id = ? and revision = ?');
  }

  /** Calls of which an identity lies here. */
  countHeld(): number {
    return this.counted.get()?.calls ?? 0;
  }

  /** Each of them, longest quiet first. */
  held(): HeldCall[] {
    return this.all
      .all()
      .map(({ isOwed, isInHand, isReturned, hasOpenAmendment, hasOpenReward, ...row }) => ({
        ...row,
        caseStage: row.caseStage as CaseStage | null,
        isOwed: isOwed === 1,
        isInHand: isInHand === 1,
        isReturned: isReturned === 1,
        hasOpenAmendment: hasOpenAmendment === 1,
        hasOpenReward: hasOpenReward === 1,
      }));
  }

  boxesOf(callId: string): HeldBox[] {
    return this.boxes.all(callId);
  }

  nextNumber(): number {
    return (this.count.get()?.number ?? 0) + 1;
  }

  /** The certificate, and with it the act: a law in SQL overwrites each box that it names, and nothing else. */
  destroy(
    number: number,
    { name, by, at }: RetentionCertificate,
    text: { body: string; sm3: string },
    boxes: readonly { seq: number; callId: string; boxSha256: string }[],
  ): void {
    this.certified.run({ number, name, by, at, ...text });
    for (const { seq, callId, boxSha256 } of boxes) this.destroyed.run({ seq, number, callId, boxSha256 });
  }

  list(): CertificateRow[] {
    return this.certificates.all();
  }

  find(name: string): CertificateRow | undefined {
    return this.named.get(name);
  }

  /** By which certificate a call's identity was destroyed. */
  ofCall(callId: string): IdentityDestroyed | undefined {
    return this.certificateOf.get(callId);
  }

  /** What lies here of a revision now. */
  textOf(callId: string, revision: number): string | undefined {
    return this.bodyOf.get(callId, revision)?.body;
  }
}
