import { CallRecord } from '../../shared/call/record';
import {
  signedText,
  type IdentityAnswer,
  type IdentityDecision,
  type IdentityRequest,
  type IdentityStanding,
  type IdentityWaiting,
} from '../../shared/center-api/identity';
import {
  isReasonClean,
  whyNoRelease,
  type IdentityPurpose,
  type NoRelease,
} from '../../shared/identity/release';
import { CallId, SeatId } from '../../shared/ids';
import type { Database, Queries } from '../database/database';
import type { CenterKeys } from '../keys/keys';
import { openIdentity } from '../keys/open-identity';
import { isSignedBy } from '../people/codes';
import type { CenterSessions } from '../people/sessions';
import { findBox } from '../records/boxes';
import { sealIdentity } from './seal';

/** How long a request waits for its second person. */
const WAIT_MS = 4 * 3_600_000;
const MAX_WAITING = 200;

export type Turned =
  | {
      ok: false;
      reason:
        'not_found' | 'bad_signature' | 'other_key' | 'no_session' | 'not_a_supervisor' | 'request_known';
    }
  | { ok: false; reason: 'no_release'; why: NoRelease };
export type NotRevealed = 'not_found' | 'not_approved' | 'request_refused' | 'time_box_over';
export type NotDecided = 'not_found' | 'same_person' | 'already_decided' | 'time_box_over';

export interface IdentityRequests {
  /** A seat asks; nothing is opened yet. */
  ask(
    seatId: string,
    request: IdentityRequest,
    now: number,
  ): Promise<{ ok: true; standing: IdentityStanding } | Turned>;
  standing(seatId: string, requestId: string, now: number): Promise<IdentityStanding | null>;
  /** The identity, sealed to the request's key, while its time-box is open. Each time is audited. */
  reveal(seatId: string, requestId: string, now: number): Promise<IdentityAnswer | NotRevealed>;
  /** What waits for a second person. */
  waiting(now: number): Promise<IdentityWaiting>;
  /** A second, different person of the center decides. */
  decide(
    requestId: string,
    by: string,
    decision: IdentityDecision['decision'],
    now: number,
  ): Promise<IdentityStanding | NotDecided>;
}

interface Row {
  request_id: string;
  seat_id: string;
  record_id: string;
  purpose: IdentityPurpose;
  reason: string;
  asked_by: string;
  asked_at: number | string;
  box_key: string;
  decision: IdentityDecision['decision'] | null;
  expires_at: number | string;
}

const COLUMNS =
  'request_id, seat_id, record_id, purpose, reason, asked_by, asked_at, box_key, decision, expires_at';

type ActName = 'asked' | 'turned_away' | 'approved' | 'refused' | 'revealed' | 'reveal_refused';

/** The only way from a record to its reporter: asked for, approved by another person, for `openMs` from then on. */
export function createIdentityRequests(
  database: Database,
  keys: CenterKeys,
  sessions: Pick<CenterSessions, 'personOf'>,
  openMs: number,
): IdentityRequests {
  const write = (queries: Queries, requestId: string, at: number, by: string, act: ActName, detail = '') =>
    queries.query(
      'insert into identity_acts (request_id, at, person_id, act, detail) values ($1, $2, $3, $4, $5)',
      [requestId, at, by, act, detail],
    );

  async function find(queries: Queries, requestId: string, forUpdate = false): Promise<Row | undefined> {
    const [row] = await queries.query<Row>(
      `select ${COLUMNS} from identity_requests where request_id = $1${forUpdate ? ' for update' : ''}`,
      [requestId],
    );
    return row;
  }

  async function recordOf(
    queries: Queries,
    seatId: string,
    recordId: string,
  ): Promise<CallRecord | undefined> {
    const [row] = await queries.query<{ body: string }>(
      'select body from records where record_id = $1 and seat_id = $2 order by revision desc limit 1',
      [recordId, seatId],
    );
    return row && CallRecord.parse(JSON.parse(row.body));
  }

  /** The rule once more, on the record as it is now: a reporter may have taken a word back meanwhile. */
  async function whyNot(
    queries: Queries,
    record: CallRecord,
    purpose: IdentityPurpose,
  ): Promise<NoRelease | null> {
    const rows = await queries.query<{ body: string }>(
      'select body from changes where record_id = $1 order by position desc',
      [record.id],
    );
    const latest = rows
      .map(({ body }) => JSON.parse(body) as { progress?: string })
      .find(({ progress }) => progress);
    return whyNoRelease(record, purpose, latest?.progress === 'concluded');
  }

  /** The key of a seat that has signed nothing before is pinned now, under the token that let it in. */
  async function isSeatKey(queries: Queries, seatId: string, seatKey: string): Promise<boolean> {
    const rows = await queries.query(
      'update seats set seat_key = coalesce(seat_key, $2) where seat_id = $1 and coalesce(seat_key, $2) = $2 returning 1',
      [seatId, seatKey],
    );
    return rows.length === 1;
  }

  return {
    ask: async (seatId, request, now) => {
      if (request.seatId !== seatId) return { ok: false, reason: 'not_found' };
      if (!isSignedBy(request.seatKey, signedText(request), request.signature)) {
        return { ok: false, reason: 'bad_signature' };
      }
      const asker = await sessions.personOf(request.session, now);
      if (asker === null || asker.seatId !== seatId || asker.person.id !== request.askedBy) {
        return { ok: false, reason: 'no_session' };
      }
      if (asker.person.role !== 'supervisor') return { ok: false, reason: 'not_a_supervisor' };
      const { requestId, recordId, purpose, reason, askedBy, boxKey } = request;
      return database.transaction(async (transaction) => {
        if (!(await isSeatKey(transaction, seatId, request.seatKey)))
          return { ok: false, reason: 'other_key' };
        const known = await find(transaction, requestId);
        if (known !== undefined) {
          // The answer was lost: the same request stands. Another under its id is nobody's.
          return known.box_key === boxKey && known.seat_id === seatId
            ? { ok: true, standing: standingOf(known, now) }
            : { ok: false, reason: 'request_known' };
        }
        const record = await recordOf(transaction, seatId, recordId);
        if (record === undefined) return { ok: false, reason: 'not_found' };
        const why = isReasonClean(reason)
          ? await whyNot(transaction, record, purpose)
          : ('identity_in_reason' as const);
        if (why !== null) {
          await write(transaction, requestId, now, askedBy, 'turned_away', `${recordId} ${why}`);
          return { ok: false, reason: 'no_release', why };
        }
        await transaction.query(
          `insert into identity_requests (request_id, seat_id, record_id, purpose, reason, asked_by, asked_at, box_key,
             signed_text, signature, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            requestId,
            seatId,
            recordId,
            purpose,
            reason,
            askedBy,
            now,
            boxKey,
            signedText(request),
            request.signature,
            now + WAIT_MS,
          ],
        );
        await write(transaction, requestId, now, askedBy, 'asked', purpose);
        const row = await find(transaction, requestId);
        if (row === undefined) throw new Error('A request just written is not there');
        return { ok: true, standing: standingOf(row, now) };
      });
    },

    standing: async (seatId, requestId, now) => {
      const row = await find(database, requestId);
      return row === undefined || row.seat_id !== seatId ? null : standingOf(row, now);
    },

    reveal: async (seatId, requestId, now) => {
      const row = await find(database, requestId);
      if (row === undefined || row.seat_id !== seatId) return 'not_found';
      const refuse = async (why: NotRevealed) => {
        await write(database, requestId, now, row.asked_by, 'reveal_refused', why);
        return why;
      };
      const { state } = standingOf(row, now);
      if (state === 'waiting') return refuse('not_approved');
      if (state === 'refused') return refuse('request_refused');
      if (state === 'closed') return refuse('time_box_over');
      const record = await recordOf(database, seatId, row.record_id);
      const why = record && (await whyNot(database, record, row.purpose));
      if (record?.disposition !== 'report' || record.sealedIdentity === null || why !== null) {
        return refuse('request_refused');
      }
      // Written down before it is opened: no look without its row.
      await write(database, requestId, now, row.asked_by, 'revealed');
      const { destroyed } = record.sealedIdentity;
      const sealedIdentity =
        destroyed === undefined
          ? record.sealedIdentity
          : await findBox(database, seatId, record.id, destroyed);
      if (sealedIdentity === null) return refuse('request_refused');
      const { name, phone, contactNote } = await openIdentity(
        { id: record.id, sealedIdentity },
        keys.pairOf('sealing', sealedIdentity.keyId),
      );
      const box = await sealIdentity({ name, phone, contactNote, requestId }, row.box_key);
      return { centerTime: now, requestId, expiresAt: Number(row.expires_at), box };
    },

    waiting: async (now) => {
      const rows = await database.query<Row>(
        `select ${COLUMNS} from identity_requests where decision is null and expires_at > $1
         order by asked_at limit ${MAX_WAITING}`,
        [now],
      );
      const requests = rows.map((row) => ({
        requestId: row.request_id,
        seatId: SeatId.parse(row.seat_id),
        recordId: CallId.parse(row.record_id),
        purpose: row.purpose,
        reason: row.reason,
        askedBy: row.asked_by,
        askedAt: Number(row.asked_at),
      }));
      return { centerTime: now, requests };
    },

    decide: (requestId, by, decision, now) =>
      database.transaction(async (transaction) => {
        const row = await find(transaction, requestId, true);
        if (row === undefined) return 'not_found';
        // Two persons, whoever they are: nobody lets themselves in.
        if (row.asked_by === by) return 'same_person';
        if (row.decision !== null)
          return row.decision === decision ? standingOf(row, now) : 'already_decided';
        if (Number(row.expires_at) <= now) return 'time_box_over';
        const expiresAt = decision === 'approved' ? now + openMs : now;
        await transaction.query(
          `update identity_requests set decision = $2, decided_by = $3, decided_at = $4, expires_at = $5
           where request_id = $1`,
          [requestId, decision, by, now, expiresAt],
        );
        await write(transaction, requestId, now, by, decision);
        return standingOf({ ...row, decision, expires_at: expiresAt }, now);
      }),
  };
}

function standingOf(row: Row, now: number): IdentityStanding {
  const { request_id: requestId, purpose, decision } = row;
  const isOver = Number(row.expires_at) <= now;
  const state = decision === 'refused' ? 'refused' : isOver ? 'closed' : (decision ?? 'waiting');
  return {
    centerTime: now,
    requestId,
    recordId: CallId.parse(row.record_id),
    purpose,
    state,
    expiresAt: decision === 'approved' ? Number(row.expires_at) : null,
  };
}
