import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { carriedFileName } from '../../../shared/carry/container';
import type { PushedRecord } from '../../../shared/center-api/messages';
import type { CarryState, ExportOutcome, ImportOutcome, SessionPerson } from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import type { Announce, FileDialogs } from '../ports';
import type { SignedKeyStatement } from '../../../shared/keys/statement';
import { Refusal } from '../refusal';
import type { KeyRing } from '../keys/key-ring';
import type { CarriageRepository } from '../store/repositories/carriages';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import type { Clock, Outbox } from '../sync/ports';
import { AnswerIntake, type AnswerIntakeParts } from './answer-intake';
import { beginCarriedFile, readCarriedFile } from './carried-file';
import { readAnswer, type AnswerParts } from './read-answer';
import { nextTurn } from './slices';
import { writeOut } from './write-out';

export interface CarriageParts
  extends Omit<AnswerParts, 'checkAfter'>, Pick<AnswerIntakeParts, 'isTrusted' | 'bundles' | 'changes'> {
  keys: KeyRing;
  outbox: Pick<Outbox, 'settle' | 'summary'>;
  carriages: CarriageRepository;
  people: Pick<PersonRepository, 'names'>;
  writer: Writer;
  audit: AuditChain;
  announce: Announce;
  clock: Clock;
  /** Undefined where there is nobody to ask. */
  dialogs: FileDialogs | undefined;
  /** Receipts were carried back: what waits for them may go on. */
  onReceived: () => void;
}

/** One file holds no more: the center reads it in one piece. */
const MAX_CHARS = 200_000_000;
const PAGE = 2_000;
const TELL_EVERY_MS = 200;
const DAY_MS = 86_400_000;

/**
 * 离线报送: what is owed goes to the center as a file, and its answer comes back as one. A file takes nothing out of the
 * outbox: its records stay owed and go online as soon as the line is there; the key makes one record of both ways. Only a
 * receipt settles.
 */
export class Carriages {
  private isBusy = false;
  private work: CarryState['work'] = null;
  private toldAt = -Infinity;

  constructor(private readonly parts: CarriageParts) {}

  state(): CarryState {
    const { carriages, people } = this.parts;
    const names = people.names();
    const counts = new Map(carriages.countByDelivery().map(({ delivery, count }) => [delivery, count]));
    const [out, answer] = [carriages.latest('out'), carriages.latest('in')];
    const nameOf = (id: string) => names.get(id) ?? id;
    return {
      waiting: (counts.get('owed') ?? 0) + (counts.get('sending') ?? 0),
      unconfirmed: counts.get('unconfirmed') ?? 0,
      quarantined: counts.get('quarantined') ?? 0,
      lastOut: out ? { at: out.doneAt, by: nameOf(out.doneBy), records: out.records } : null,
      lastIn: answer
        ? {
            at: answer.doneAt,
            by: nameOf(answer.doneBy),
            received: answer.records,
            refused: answer.refused,
            unknown: answer.unknown,
          }
        : null,
      work: this.work,
    };
  }

  /** `days`: only what was finished in the last so many; null: all. Throws `carry_busy`, `carry_failed`. */
  export(person: SessionPerson, days: number | null): Promise<ExportOutcome> {
    return this.alone(async () => {
      const { clock, dialogs, seatId } = this.parts;
      const now = clock.now();
      const since = days === null ? 0 : now - days * DAY_MS;
      if ((await this.owedSince(since)).seqs.length === 0) return { kind: 'nothing_owed' };
      const path = (await dialogs?.saveTo(carriedFileName(seatId, now))) ?? null;
      if (path === null) return { kind: 'cancelled' };
      // Looked up again: the dialog may have stood open for long.
      const { seqs, left } = await this.owedSince(since);
      await this.writeTo(path, seqs, person);
      return { kind: 'saved', fileName: basename(path), records: seqs.length, left };
    });
  }

  /** Whether a file was written that may hold something still owed. */
  mayHoldOwed(): boolean {
    const { carriages, outbox } = this.parts;
    const { oldestOwedAt } = outbox.summary();
    const out = carriages.latest('out');
    return out !== undefined && oldestOwedAt !== null && oldestOwedAt <= out.doneAt;
  }

  private async owedSince(since: number): Promise<{ seqs: number[]; left: number }> {
    const seqs: number[] = [];
    let [chars, left, last] = [0, 0, 0];
    for (;;) {
      const page = this.parts.carriages.owedAfter(last, since, PAGE);
      for (const row of page) {
        chars += row.chars;
        if (chars > MAX_CHARS && seqs.length > 0) left += 1;
        else seqs.push(row.seq);
        last = row.seq;
      }
      if (page.length < PAGE) return { seqs, left };
      await nextTurn();
    }
  }

  private async writeTo(path: string, seqs: readonly number[], person: SessionPerson): Promise<void> {
    const { carriages, changes, clock, writer, audit, seatId, token, keys } = this.parts;
    const id = randomBytes(16).toString('hex');
    const of = seqs.length;
    // Before a byte leaves this PC: no export without its row, whatever happens to it.
    writer.write(() =>
      audit.append({ at: clock.now(), actor: person.id, act: 'carry_begun', subject: id, detail: of }),
    );
    const file = await beginCarriedFile(path);
    try {
      await writeOut(file, {
        id,
        seatId,
        token,
        sealingKey: keys.inForce('sealing'),
        madeAt: clock.now(),
        changesAfter: changes.lastPosition(),
        count: of,
        records: pushedOf(carriages, seqs),
        onProgress: (done) => this.tell({ direction: 'out', done, of }),
      });
      await file.finish();
    } catch (error) {
      await file.discard();
      throw error;
    }
    const at = clock.now();
    writer.write(() => {
      carriages.add({
        direction: 'out',
        carriageId: id,
        doneAt: at,
        doneBy: person.id,
        records: of,
        refused: 0,
        unknown: 0,
      });
      audit.append({ at, actor: person.id, act: 'carried_out', subject: id, detail: of });
    });
  }

  /** Throws `carry_busy`, `carry_failed`, or `carry_refused`: then nothing was changed. */
  import(person: SessionPerson): Promise<ImportOutcome> {
    return this.alone(async () => {
      const { dialogs, carriages, clock, writer, audit, announce, onReceived } = this.parts;
      const path = (await dialogs?.openAnswer()) ?? null;
      if (path === null) return { kind: 'cancelled' };
      const { seatId, token, keys } = this.parts;
      const checkAfter = (rolls: readonly SignedKeyStatement[]) => keys.checkAfter(rolls, clock.now());
      const { head, frames } = await readAnswer(await readCarriedFile(path), { seatId, token, checkAfter });
      // Before what they sign: a seat without a line follows the center's keys by what is carried to it.
      keys.takeIn(head.keys ?? [], clock.now());
      const isAgain = carriages.hasAnswer(head.id);
      const intake = new AnswerIntake({ ...this.parts, isAgain, now: () => clock.now() });
      for (const [done, frame] of frames.entries()) {
        const ids = await intake.take(frame);
        if (ids.length > 0) announce('queue', ids);
        this.tell({ direction: 'in', done: done + 1, of: frames.length });
        await nextTurn();
      }
      const { received, refused, unknown } = intake.figures;
      const at = clock.now();
      writer.write(() => {
        carriages.add({
          direction: 'in',
          carriageId: head.id,
          doneAt: at,
          doneBy: person.id,
          records: received,
          refused,
          unknown,
        });
        const detail = `${received}/${refused}/${unknown}`;
        audit.append({ at, actor: person.id, act: 'carried_in', subject: head.id, detail });
      });
      if (received > 0) onReceived();
      announce('sync');
      return { kind: 'taken', ...intake.figures };
    });
  }

  /** One file at a time, its dialog included. */
  private async alone<T>(carry: () => Promise<T>): Promise<T> {
    if (this.isBusy) throw new Refusal('carry_busy');
    this.isBusy = true;
    try {
      return await carry();
    } finally {
      this.isBusy = false;
      this.work = null;
      this.parts.announce('carry');
    }
  }

  private tell(work: NonNullable<CarryState['work']>): void {
    this.work = work;
    const now = this.parts.clock.monotonic();
    if (now - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = now;
    this.parts.announce('carry');
  }
}

function* pushedOf(carriages: CarriageRepository, seqs: readonly number[]): Generator<PushedRecord> {
  for (const seq of seqs) {
    const record = carriages.pushed(seq);
    if (record === undefined) throw new Refusal('store_failed'); // cannot be: a law in SQL
    yield record;
  }
}
