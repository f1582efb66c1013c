import { AttachmentReceiptAnswer, type AttachmentReceipt } from '../../../../shared/center-api/attachments';
import type { ProblemDetails } from '../../../../shared/center-api/messages';
import { classifyRefusal, notTheCenter, type LinkFailure } from '../center/classify';
import { readJson } from '../center/strict-json';
import type { Exchange } from '../ports';

/** What one exchange of an upload says. `refused`: this attachment is to blame, not the link. */
export type UploadAnswer =
  | { kind: 'offset'; offset: number }
  | { kind: 'announced' }
  | { kind: 'receipt'; receipt: AttachmentReceipt }
  /** Not announced, or no longer there: begin again. */
  | { kind: 'unknown' }
  /** Another offset, a record not there yet, a piece hurt on the way: ask where it stands. */
  | { kind: 'ask_again' }
  | { kind: 'refused'; problem: ProblemDetails }
  | LinkFailure;

const SUCCESS: Record<'announce' | 'offset' | 'append' | 'receipt', number> = {
  announce: 201,
  offset: 200,
  append: 204,
  receipt: 200,
};

/** `now` in UTC ms, for Retry-After dates. Only what speaks tus 1.0.0, or signed JSON, is believed. */
export function classifyUpload(what: keyof typeof SUCCESS, exchange: Exchange, now: number): UploadAnswer {
  if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
  const { status, tus } = exchange;
  if (status === SUCCESS[what]) return successOf(what, exchange);
  // The answer to HEAD has no body to believe: whatever is against it, the announcement hears why.
  if (what === 'offset') return status === 404 ? { kind: 'unknown' } : headRefusal(status, exchange, now);
  if (tus === undefined && status < 400) return notTheCenter(exchange);
  const refusal = classifyRefusal(exchange, now, [404, 412, 460]);
  if (refusal.kind === 'failed') return refusal;
  switch (status) {
    case 404:
      return { kind: 'unknown' };
    case 409:
    case 460:
      return { kind: 'ask_again' };
    default:
      return { kind: 'refused', problem: refusal.problem };
  }
}

function successOf(
  what: keyof typeof SUCCESS,
  exchange: Extract<Exchange, { kind: 'answered' }>,
): UploadAnswer {
  const { tus } = exchange;
  if (what === 'receipt') {
    const answer = readJson(AttachmentReceiptAnswer, exchange.contentType, exchange.body);
    return answer === null ? notTheCenter(exchange) : { kind: 'receipt', receipt: answer.receipt };
  }
  if (tus?.resumable !== '1.0.0') return notTheCenter(exchange);
  if (what === 'announce') return { kind: 'announced' };
  return /^\d{1,8}$/.test(tus.offset ?? '')
    ? { kind: 'offset', offset: Number(tus.offset) }
    : notTheCenter(exchange);
}

function headRefusal(
  status: number,
  exchange: Extract<Exchange, { kind: 'answered' }>,
  now: number,
): UploadAnswer {
  const said = JSON.stringify({ type: 'about:blank', title: '', status });
  const outcome = classifyRefusal(
    { ...exchange, contentType: 'application/problem+json', body: Buffer.from(said) },
    now,
    [],
  );
  return outcome.kind === 'failed' ? outcome : { kind: 'unknown' };
}
