import { z } from 'zod';
import { PushedRecord, type ProblemDetails, type RecordResult } from '../../shared/center-api/messages';
import { CallId } from '../../shared/ids';
import { CallRecord } from '../../shared/call/record';
import { destroyedBoxOf } from './boxes';
import { issuesOf, judge, notSealed, refusal, type JudgeParts } from './judge';
import type { RecordStore, StoreOutcome } from './store';

/** What a result has to name; a record without it cannot be answered on its own. */
const Named = z.object({ id: CallId, revision: z.number().int().min(1).max(10_000) });

export type IntakeOutcome =
  | { kind: 'answered'; results: RecordResult[] }
  /** The request as a whole: some of it cannot even be named. */
  | { kind: 'unreadable'; errors: NonNullable<ProblemDetails['errors']> };

/**
 * Takes in a batch of one seat. Records are independent: each is judged alone, the good ones are stored together, and
 * each gets its own result in the order sent.
 */
export async function takeIn(
  seatId: string,
  sent: readonly unknown[],
  parts: JudgeParts & { store: RecordStore; now: number },
): Promise<IntakeOutcome> {
  const judged = await Promise.all(
    sent.map((each, index) => holdingBox(judgeOne(each, index, seatId, parts), seatId, parts.store)),
  );
  const unreadable = judged.flatMap((each) => ('errors' in each ? each.errors : []));
  if (unreadable.length > 0) return { kind: 'unreadable', errors: unreadable };

  const good = judged.flatMap((each) => ('record' in each ? [each.record] : []));
  const outcomes = good.length > 0 ? await parts.store.take(seatId, good, parts.now) : [];
  let next = 0;
  const results = judged.flatMap((each): RecordResult[] => {
    if ('refused' in each) return [each.refused];
    const outcome = outcomes[next];
    if (!('record' in each) || outcome === undefined) return [];
    next += 1;
    return [resultOf(each.record, outcome)];
  });
  return { kind: 'answered', results };
}

type Judged =
  { record: PushedRecord } | { refused: RecordResult } | { errors: NonNullable<ProblemDetails['errors']> };

function judgeOne(sent: unknown, index: number, seatId: string, parts: JudgeParts): Judged {
  const named = Named.safeParse(sent);
  if (!named.success) {
    const errors = issuesOf(named.error.issues);
    return { errors: errors.map(({ field, code }) => ({ field: `records.${index}.${field}`, code })) };
  }
  const { id, revision } = named.data;
  const parsed = PushedRecord.safeParse(sent);
  if (!parsed.success) {
    const problem = refusal('malformed', '不是约定的报送格式', issuesOf(parsed.error.issues));
    return { refused: { id, revision, status: 422, problem } };
  }
  const problem = judge(parsed.data, seatId, parts);
  return problem === null ? { record: parsed.data } : { refused: { id, revision, status: 422, problem } };
}

/** A record that names a destroyed box is taken in only where that box is here: no identity is lost by it. */
async function holdingBox(judged: Judged, seatId: string, store: RecordStore): Promise<Judged> {
  if (!('record' in judged)) return judged;
  const { id, revision, body } = judged.record;
  if (!body.includes('"destroyed":"')) return judged;
  const sha256 = destroyedBoxOf(CallRecord.parse(JSON.parse(body)));
  if (sha256 === null || (await store.hasBox(seatId, id, sha256))) return judged;
  return { refused: { id, revision, status: 422, problem: notSealed() } };
}

function resultOf({ id, revision }: PushedRecord, outcome: StoreOutcome): RecordResult {
  switch (outcome.kind) {
    case 'new':
      return { id, revision, status: 201, receipt: outcome.receipt };
    case 'known':
      return { id, revision, status: 208, receipt: outcome.receipt };
    case 'other_body':
      return { id, revision, status: 409, problem: taken('revision_taken', '这一版已收到过不同的内容') };
    case 'other_seat':
      return { id, revision, status: 409, problem: taken('record_of_other_seat', '这条记录属于另一个坐席') };
  }
}

function taken(kind: string, title: string): ProblemDetails {
  return { type: `urn:hn12369:problem:${kind}`, title, status: 409 };
}
