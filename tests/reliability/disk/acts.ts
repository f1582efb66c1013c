import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft, IntakeForm } from '../../../src/shared/call/form';
import { emptyForm } from '../../../src/shared/call/form';
import type { Input, Output, RequestName } from '../../../src/shared/ipc/contract';
import { aConsultationForm, allSaid, aReportForm } from '../../builders/draft';
import { randomFrom } from '../protocol';
import type { Ack, ActsOptions } from './protocol';
import { centerInMemory, DiskSeat } from './seat';

const FORMS: ((note: string) => IntakeForm)[] = [
  (note) => ({ ...aReportForm(), note }),
  (note) => ({ ...aReportForm({ isNamed: true }), note }),
  (note) => ({ ...aConsultationForm(), note }),
  (note) => ({ ...emptyForm(), purpose: 'nuisance', note }),
];

/** Where it is written down what the person was told, before the next thing happens. */
export function ackFile(root: string): (ack: Ack) => void {
  const handle = openSync(join(root, 'acks'), 'a');
  return (ack) => void writeSync(handle, `${JSON.stringify(ack)}\n`);
}

/**
 * The day of a seat, small: calls that are begun, saved, finished and received, a backup in between, a call in hand at the
 * end. Each answer is acknowledged; each refusal is told with its code, and the day goes on.
 */
export class Day {
  private readonly random: () => number;
  private number = 0;

  constructor(
    private readonly seat: DiskSeat,
    private readonly options: Pick<ActsOptions, 'seed' | 'calls' | 'plant'>,
    private readonly tell: (ack: Ack) => void,
  ) {
    this.random = randomFrom(options.seed);
  }

  async run(): Promise<void> {
    const { calls } = this.options;
    for (let taken = 0; taken < calls; taken += 1) {
      await this.takeCall();
      if (taken === Math.floor(calls / 2)) await this.backUp();
    }
    await this.seat.core.desk()?.sync.whenIdle();
    await this.tellReceipts();
    const draft = await this.begin();
    if (draft !== undefined) await this.save(draft, draft.saveCount + 1);
  }

  async takeCall(): Promise<boolean> {
    const draft = await this.begin();
    if (draft === undefined) return false;
    const { saveCount } = draft;
    if (!(await this.save(draft, saveCount + 1))) return false;
    const note = await this.save(draft, saveCount + 2);
    if (!note) return false;
    const finish = () => this.act('call.finish', { id: draft.id, saveCount: saveCount + 2 });
    // Pressed once more where it was refused: the same call, never a second one.
    const outcome = (await finish()) ?? (await finish());
    const isTold = this.options.plant === 'ack-anyway' || outcome?.kind === 'finished';
    if (isTold) this.tell({ at: 'saved', id: draft.id, note });
    return isTold;
  }

  /** The call that is still open comes first. */
  private async begin(): Promise<Draft | undefined> {
    const open = await this.act('draft.list', {});
    return open?.[0] ?? (await this.act('call.start', {}));
  }

  /** What was typed, or undefined where it was not taken. */
  private async save(draft: Draft, saveCount: number): Promise<string | undefined> {
    const bundle = await this.act('bundle.current', {});
    if (bundle === undefined) return undefined;
    const note = `${draft.id} 第${String((this.number += 1))}次 ${String(Math.floor(this.random() * 1e9))} 𠮷`;
    const form = (FORMS[Math.floor(this.random() * FORMS.length)] ?? aReportForm)(note) as IntakeForm;
    const confirmations = allSaid(form, bundle);
    const input = { id: draft.id, saveCount, step: 'closing' as const, confirmations, form, hungUpAt: null };
    const saved = (await this.act('draft.save', input)) ?? (await this.act('draft.save', input));
    if (saved === undefined && this.options.plant !== 'ack-anyway') return undefined;
    this.tell({ at: 'draft', id: draft.id, saveCount, note });
    return note;
  }

  private async backUp(): Promise<void> {
    const { kept, trouble } = (await this.seat.core.backups()?.makeNow()) ?? { kept: [], trouble: null };
    if (trouble !== null) {
      // A full disk is what it has to say; anything else is not.
      this.tell({
        at: 'refused',
        act: 'backup',
        code: trouble.reason === 'no_room' ? 'store_full' : trouble.reason,
      });
      return;
    }
    const [last] = kept;
    if (last !== undefined) this.tell({ at: 'backup', file: last.file, calls: last.calls });
  }

  private async tellReceipts(): Promise<void> {
    const page = await this.act('queue.list', LISTED);
    for (const { id, centerNumber } of page?.items ?? [])
      if (centerNumber !== null) this.tell({ at: 'receipt', id, centerNumber });
  }

  private async act<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N> | undefined> {
    const answer = await this.seat.answer(name, input);
    if (answer.ok) return answer.value;
    this.tell({ at: 'refused', act: name, code: answer.error.code });
    return undefined;
  }
}

const LISTED: Input<'queue.list'> = {
  states: ['accepted'],
  search: '',
  onlyUnreviewed: false,
  offset: 0,
  limit: 100,
};

/** Opens a seat on an empty disk, lives the day, stops in order. */
export async function liveDay(options: ActsOptions): Promise<void> {
  const tell = ackFile(options.root);
  const seat = await DiskSeat.open(
    join(options.root, 'data'),
    options.enrolmentFile,
    centerInMemory(options.signerKey),
  );
  const signedIn = await seat.signIn();
  if (!signedIn.ok) throw new Error(JSON.stringify(signedIn));
  if (options.plant === 'sync-off' || options.plant === 'sync-normal') plantSync(seat, options.plant);
  await new Day(seat, options, tell).run();
  await seat.core.stop();
}

/** The product asserts this setting after its first write; a bug would have to come after that. */
function plantSync(seat: DiskSeat, plant: 'sync-off' | 'sync-normal'): void {
  const store = seat.core.desk()?.store as unknown as { db: { pragma(line: string): unknown } };
  store.db.pragma(`synchronous = ${plant === 'sync-off' ? 'OFF' : 'NORMAL'}`);
}
