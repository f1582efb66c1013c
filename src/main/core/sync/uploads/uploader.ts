import { backoffMs } from '../engine/backoff';
import type { LinkFailure } from '../center/classify';
import { afterLoss, afterPiece, FIRST_CHUNK_BYTES } from './chunk-size';
import { classifyUpload, type UploadAnswer } from './classify';
import type { OwedUpload, Uploader, UploaderParts } from './ports';

/** Looks at the store again at the latest; a wake comes before that. */
const MAX_WAIT_MS = 300_000;
const MIN_WAIT_MS = 250;
/** How often one attachment may ask again in one go before it lets the others go first. */
const PATIENCE = 4;

type Outcome =
  | { kind: 'received' | 'refused' | 'not_proven' | 'own_fault' | 'stopped' }
  | { kind: 'held'; failure: LinkFailure };

/**
 * Brings attachments over, one after the other, beside the records and never before the record that names them. Where an
 * upload stands is asked of the center each time: a killed seat or center goes on from there. What is one attachment's
 * own fault puts that one off or aside; the link's fault makes all wait.
 */
export function createUploader(parts: UploaderParts): Uploader {
  const { outbox, center, isTrusted, clock, timer, random, onChange, log } = parts;
  const sent = new Map<string, number>();
  let chunk = FIRST_CHUNK_BYTES;
  let failures = 0;
  let quiet: { until: number; isAsked: boolean } = { until: 0, isAsked: false };
  let isStarted = false;
  let isWanted = false;
  let isWorking = false;
  let current: Promise<void> = Promise.resolve();
  let breakOff = new AbortController();
  let callOff: () => void = () => undefined;

  const quietMs = () => Math.max(0, quiet.until - clock.monotonic());

  function go(): void {
    isWanted = true;
    if (!isStarted || isWorking) return;
    callOff();
    isWorking = true;
    current = work().finally(() => {
      isWorking = false;
      if (isWanted) go();
      else plan();
    });
  }

  async function work(): Promise<void> {
    while (isStarted && isWanted) {
      isWanted = false;
      try {
        await drain();
      } catch {
        hold('store_failed', null);
      }
    }
  }

  async function drain(): Promise<void> {
    while (isStarted && quietMs() === 0) {
      const upload = outbox.next(clock.now());
      if (upload === undefined) return;
      const before = clock.monotonic();
      // Bytes that cannot be read are this attachment's trouble; the others go on.
      const outcome = await bring(upload).catch((): Outcome => ({ kind: 'own_fault' }));
      if (outcome.kind === 'stopped') return;
      if (outcome.kind === 'held') {
        // Broken off by us: nothing is known about the link.
        if (isStarted) hold(outcome.failure.cause, outcome.failure.holdMs);
      } else {
        failures = 0;
        if (outcome.kind === 'own_fault' || outcome.kind === 'not_proven') {
          const delayMs = Math.max(1_000, backoffMs(upload.tries, random));
          outbox.postpone(upload.attachmentId, Math.round(clock.now() + delayMs));
        }
        if (outcome.kind !== 'own_fault') sent.delete(upload.attachmentId);
        log({ event: 'upload', cause: outcome.kind, ms: Math.round(clock.monotonic() - before) });
      }
      onChange(upload.recordId);
    }
  }

  function hold(cause: LinkFailure['cause'] | 'store_failed', askedMs: number | null): void {
    const jitter = backoffMs(failures, random);
    failures += 1;
    const forMs = Math.max(jitter, (askedMs ?? 0) + Math.min(jitter, (askedMs ?? 0) / 10));
    quiet = { until: clock.monotonic() + forMs, isAsked: askedMs !== null };
    log({ event: 'upload_hold', cause, forMs: Math.round(forMs) });
  }

  /** From wherever it stands to its receipt. */
  async function bring(upload: OwedUpload): Promise<Outcome> {
    const { attachmentId: id, size } = upload;
    let patience = PATIENCE;
    let answer: UploadAnswer = await ask('offset', () => center.offsetOf(id, breakOff.signal));
    for (;;) {
      switch (answer.kind) {
        case 'failed':
          return { kind: 'held', failure: answer };
        case 'unknown':
          if ((patience -= 1) < 0) return { kind: 'own_fault' };
          answer = await ask('announce', () => center.announce(upload, breakOff.signal));
          // A record that the center does not have yet: its own engine will see to that.
          if (answer.kind === 'ask_again') return { kind: 'own_fault' };
          break;
        case 'announced':
          answer = { kind: 'offset', offset: 0 };
          break;
        case 'ask_again':
          if ((patience -= 1) < 0) return { kind: 'own_fault' };
          chunk = afterLoss(chunk);
          answer = await ask('offset', () => center.offsetOf(id, breakOff.signal));
          break;
        case 'offset': {
          const { offset } = answer;
          if (!isStarted) return { kind: 'stopped' };
          if (offset > size) return { kind: 'own_fault' };
          sent.set(id, offset);
          onChange(upload.recordId);
          answer =
            offset < size
              ? await append(upload, offset)
              : await ask('receipt', () => center.receiptOf(id, breakOff.signal));
          break;
        }
        case 'receipt':
          if (!(await isTrusted(upload, answer.receipt))) return { kind: 'not_proven' };
          outbox.accept(answer.receipt, clock.now());
          return { kind: 'received' };
        case 'refused':
          outbox.refuse(id, answer.problem);
          return { kind: 'refused' };
      }
    }
  }

  async function append(upload: OwedUpload, offset: number): Promise<UploadAnswer> {
    const bytes = outbox.read(upload.attachmentId, offset, Math.min(chunk, upload.size - offset));
    if (bytes.length === 0) throw new Error('An attachment lacks a piece');
    const before = clock.monotonic();
    const answer = await ask('append', () =>
      center.append(upload.attachmentId, offset, bytes, breakOff.signal),
    );
    if (answer.kind === 'offset' && answer.offset !== offset + bytes.length) return { kind: 'ask_again' };
    if (answer.kind === 'offset') chunk = afterPiece(chunk, bytes.length, clock.monotonic() - before);
    else if (answer.kind === 'failed') chunk = afterLoss(chunk);
    return answer;
  }

  async function ask(
    what: Parameters<typeof classifyUpload>[0],
    exchange: () => ReturnType<typeof center.offsetOf>,
  ): Promise<UploadAnswer> {
    return classifyUpload(what, await exchange(), clock.now());
  }

  function plan(): void {
    callOff();
    if (!isStarted) return;
    let delayMs = MAX_WAIT_MS;
    try {
      const { nextTryAt } = outbox.summary();
      if (nextTryAt !== null) delayMs = Math.max(MIN_WAIT_MS, quietMs(), nextTryAt - clock.now());
    } catch {
      // The store cannot be read: look again later, or when woken.
    }
    callOff = timer.after(Math.min(delayMs, MAX_WAIT_MS), go);
  }

  return {
    start() {
      if (isStarted) return;
      isStarted = true;
      breakOff = new AbortController();
      go();
    },
    async stop(deadlineMs) {
      isStarted = false;
      callOff();
      const cancel = timer.after(deadlineMs, () => breakOff.abort());
      await current;
      cancel();
    },
    wake(why) {
      if (why === 'person' && !quiet.isAsked) quiet = { until: 0, isAsked: false };
      go();
    },
    async whenIdle() {
      while (isWorking) await current;
    },
    sentOf: (id) => sent.get(id) ?? 0,
  };
}
