import type { z } from 'zod';
import type { AuditAnchor } from '../../../../shared/center-api/anchor';
import { ChangesAnswer } from '../../../../shared/center-api/changes';
import { LedgerAnswer, type LedgerSpan } from '../../../../shared/center-api/ledger';
import {
  Health,
  ProblemDetails,
  PushResponse,
  ReceiptAnswer,
  type RecordResult,
} from '../../../../shared/center-api/messages';
import type { Receipt, RecordKey } from '../../../../shared/center-api/receipt';
import { SignedBundle } from '../../../../shared/script/bundle';
import { retryAfterMs } from '../engine/backoff';
import type { Exchange, LinkCause, SyncEngineParts } from '../ports';
import { readJson } from './strict-json';

/** What an exchange says of one record; the engine adds when to try again. */
export type Verdict = RecordKey &
  (
    | { kind: 'accepted'; receipt: Receipt }
    | { kind: 'retry' | 'unconfirmed'; cause: VerdictCause }
    | { kind: 'quarantined'; problem: ProblemDetails }
  );

/** `not_mentioned`: the center answered without a word on this record. */
export type VerdictCause = LinkCause | 'not_mentioned' | 'not_sent';

/** The link failed: the round ends here. `holdMs` is what the center asked for, else null. */
export interface LinkFailure {
  kind: 'failed';
  cause: LinkCause;
  holdMs: number | null;
  /** False only where it is certain that the center did not take the records in. */
  mayHaveArrived: boolean;
}

/** The center refused the request as a whole for what is in it: somebody among the records is to blame. */
export interface WholeRefusal {
  kind: 'refused';
  isTooLarge: boolean;
  problem: ProblemDetails;
}

export type PushOutcome =
  | { kind: 'answered'; centerTime: number; verdicts: Verdict[]; anchor?: AuditAnchor }
  | WholeRefusal
  | LinkFailure;
export type AskOutcome =
  { kind: 'answered'; centerTime: number; proofs: ReadonlyMap<string, Receipt> } | WholeRefusal | LinkFailure;

type IsTrusted = SyncEngineParts['isTrusted'];

/**
 * A push's exchange -> what to do. Only the center's own JSON counts; a record it does not mention, or whose receipt
 * does not prove it, stays owed. Ids that were not sent are ignored. `now` in UTC ms, for Retry-After dates.
 */
export async function classifyPush(
  sent: readonly RecordKey[],
  exchange: Exchange,
  isTrusted: IsTrusted,
  now: number,
): Promise<PushOutcome> {
  if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
  if (exchange.status !== 200 && exchange.status !== 207) return classifyRefusal(exchange, now);
  const response = readJson(PushResponse, exchange.contentType, exchange.body);
  if (response === null) return notTheCenter(exchange);
  const { centerTime, results, auditAnchor: anchor } = response;
  const byName = grouped(results, nameOf);
  const verdicts = await Promise.all(
    sent.map((key) => verdictOf(keyOf(key), byName.get(nameOf(key)) ?? [], isTrusted)),
  );
  return { kind: 'answered', centerTime, verdicts, ...(anchor && { anchor }) };
}

/** Any proof among the results wins: it is signed. Then a refusal; a receipt that proves nothing leaves it open. */
async function verdictOf(
  key: RecordKey,
  about: readonly RecordResult[],
  isTrusted: IsTrusted,
): Promise<Verdict> {
  for (const result of about) {
    if ('receipt' in result && (await isTrusted(key, result.receipt))) {
      return { ...key, kind: 'accepted', receipt: result.receipt };
    }
  }
  if (about.length === 0) return { ...key, kind: 'unconfirmed', cause: 'not_mentioned' };
  for (const result of about) {
    if ('problem' in result) return { ...key, kind: 'quarantined', problem: result.problem };
  }
  return { ...key, kind: 'unconfirmed', cause: 'untrusted_receipt' };
}

/** The answer to "have you these?": what it proves, by `nameOf` the record. */
export async function classifyAsk(
  asked: readonly RecordKey[],
  exchange: Exchange,
  isTrusted: IsTrusted,
  now: number,
): Promise<AskOutcome> {
  if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
  if (exchange.status !== 200) return classifyRefusal(exchange, now);
  const answer = readJson(ReceiptAnswer, exchange.contentType, exchange.body);
  if (answer === null) return notTheCenter(exchange);
  const offered = grouped(answer.receipts, ({ recordId, revision }) => nameOf({ id: recordId, revision }));
  const proofs = await Promise.all(
    asked.map(async (key) => {
      for (const receipt of offered.get(nameOf(key)) ?? []) {
        if (await isTrusted(keyOf(key), receipt)) return [[nameOf(key), receipt] as const];
      }
      return [];
    }),
  );
  return { kind: 'answered', centerTime: answer.centerTime, proofs: new Map(proofs.flat()) };
}

export type HealthOutcome = { kind: 'answered'; centerTime: number } | LinkFailure;

export function classifyHealth(exchange: Exchange, now: number): HealthOutcome {
  if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
  if (exchange.status !== 200) return asLinkFailure(classifyRefusal(exchange, now));
  const health = readJson(Health, exchange.contentType, exchange.body);
  return health === null ? notTheCenter(exchange) : { kind: 'answered', centerTime: health.centerTime };
}

export type BundleOutcome =
  { kind: 'unchanged' } | { kind: 'offered'; bundle: SignedBundle; etag: string | null } | LinkFailure;

/** `etag`: what was asked with; a 304 without having asked so is not the center's. */
export function classifyBundle(exchange: Exchange, etag: string | null, now: number): BundleOutcome {
  if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
  if (exchange.status === 304 && etag !== null) return { kind: 'unchanged' };
  if (exchange.status !== 200) return asLinkFailure(classifyRefusal(exchange, now));
  const bundle = readJson(SignedBundle, exchange.contentType, exchange.body);
  return bundle === null ? notTheCenter(exchange) : { kind: 'offered', bundle, etag: exchange.etag };
}

export type Offered<T> =
  | { kind: 'unchanged' }
  | { kind: 'offered'; answer: T; etag: string | null }
  /** A center of an earlier contract, or one that was told nothing of it: that is no failure of the link. */
  | { kind: 'not_offered' }
  | LinkFailure;

/** What a center may offer, by the tag of what is here. `isOurs`: whether it answers what was asked. */
export function classifyOffered<T extends z.ZodType>(
  schema: T,
  exchange: Exchange,
  etag: string | null,
  now: number,
  isOurs: (answer: z.infer<T>) => boolean = () => true,
): Offered<z.infer<T>> {
  if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
  if (exchange.status === 304 && etag !== null) return { kind: 'unchanged' };
  if (exchange.status === 404 && readJson(ProblemDetails, exchange.contentType, exchange.body) !== null) {
    return { kind: 'not_offered' };
  }
  if (exchange.status !== 200) return asLinkFailure(classifyRefusal(exchange, now));
  const answer = readJson(schema, exchange.contentType, exchange.body);
  return answer !== null && isOurs(answer)
    ? { kind: 'offered', answer, etag: exchange.etag }
    : notTheCenter(exchange);
}

export type ChangesOutcome =
  { kind: 'answered'; answer: ChangesAnswer } | { kind: 'not_offered' } | LinkFailure;

/** A center of an earlier contract has no changes to offer; that is no failure of the link. */
export function classifyChanges(exchange: Exchange, now: number): ChangesOutcome {
  if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
  if (exchange.status === 404 && readJson(ProblemDetails, exchange.contentType, exchange.body) !== null) {
    return { kind: 'not_offered' };
  }
  if (exchange.status !== 200) return asLinkFailure(classifyRefusal(exchange, now));
  const answer = readJson(ChangesAnswer, exchange.contentType, exchange.body);
  return answer === null ? notTheCenter(exchange) : { kind: 'answered', answer };
}

type Answered = Extract<Exchange, { kind: 'answered' }>;

export type LedgerOutcome = { kind: 'answered'; ledger: LedgerAnswer } | LinkFailure;

/** Only an answer to this seat's very question counts. */
export function classifyLedger(
  asked: LedgerSpan & { seatId: string },
  exchange: Exchange,
  now: number,
): LedgerOutcome {
  if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
  if (exchange.status !== 200) return asLinkFailure(classifyRefusal(exchange, now));
  const ledger = readJson(LedgerAnswer, exchange.contentType, exchange.body);
  const isOurs =
    ledger?.seatId === asked.seatId &&
    ledger.from === asked.from &&
    ledger.to === asked.to &&
    ledger.days.every(({ day }) => day >= asked.from && day <= asked.to);
  return ledger !== null && isOurs ? { kind: 'answered', ledger } : notTheCenter(exchange);
}

/** Captive portals, proxy pages, truncated answers: counts as offline. What was sent may still have gone through. */
export function notTheCenter({ stranger = 'not_the_center' }: Answered): LinkFailure {
  return failure(stranger, true);
}

/**
 * Any status but success. The center's refusals come as problem details; without them only a 5xx is believed. `also`:
 * further statuses that blame what was sent.
 */
export function classifyRefusal(
  exchange: Answered,
  now: number,
  also: readonly number[] = [],
): WholeRefusal | LinkFailure {
  const { status } = exchange;
  if (status < 400) return notTheCenter(exchange);
  const problem = readJson(ProblemDetails, exchange.contentType, exchange.body);
  if (problem === null) {
    const isKnown = exchange.stranger !== undefined && exchange.stranger !== 'not_the_center';
    return status >= 500 && !isKnown ? failure('server_error', true) : notTheCenter(exchange);
  }
  const holdMs = retryAfterMs(exchange.retryAfter, now);
  if (also.includes(status)) return { kind: 'refused', isTooLarge: false, problem };
  switch (status) {
    case 401:
    case 403:
      return failure('refused_token', false);
    case 429:
    case 503:
      return failure('busy', status === 503, holdMs);
    case 400:
    case 409:
    case 413:
    case 415:
    case 422:
      return { kind: 'refused', isTooLarge: status === 413, problem };
    default:
      return failure('server_error', status >= 500, holdMs);
  }
}

function failure(cause: LinkCause, mayHaveArrived: boolean, holdMs: number | null = null): LinkFailure {
  return { kind: 'failed', cause, holdMs, mayHaveArrived };
}

/** Nothing in these requests could be to blame, so a refusal is the center's trouble. */
function asLinkFailure(outcome: WholeRefusal | LinkFailure): LinkFailure {
  return outcome.kind === 'failed' ? outcome : failure('server_error', false);
}

/** A key alone: what is claimed may carry more. */
export function keyOf({ id, revision, bodySha256 }: RecordKey): RecordKey {
  return { id, revision, bodySha256 };
}

export function nameOf({ id, revision }: Pick<RecordKey, 'id' | 'revision'>): string {
  return `${id}/${String(revision)}`;
}

/** Map.groupBy, which the oldest runtime (Node 20) lacks. */
function grouped<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(name(item));
    if (group === undefined) groups.set(name(item), [item]);
    else group.push(item);
  }
  return groups;
}
