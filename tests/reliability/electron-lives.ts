import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { openDisplay } from '../../build/base/display.mjs';
import { readKeyFile } from '../../src/main/core/vault/key-file';
import { takeWithPassphrase } from '../../src/main/core/vault/key';
import { Draft } from '../../src/shared/call/form';
import { FinishOutcome, QueueDetail, SyncState } from '../../src/shared/ipc/contract';
import { Bundle } from '../../src/shared/script/bundle';
import { allSaid, aReportForm } from '../builders/draft';
import { SeatApp } from '../end-to-end/stage/seat-app';
import type { Account } from './compare';
import { lookOver } from './look-over';
import type { Line } from './protocol';

const PASSPHRASE = 'reliability only, nothing secret: 12369';
const PASSWORD = 'demo-12369';
const LONGEST_LIFE_MS = 900;
const DRAIN_MS = 120_000;

/** What came of a request: a value, or that the core or the app was gone. */
type Asked = { ok: true; value: unknown } | { ok: false };

/** The real app in its window, asked over the window's own bridge as its pages ask. */
export class ElectronLives {
  private constructor(
    private readonly app: SeatApp,
    private readonly account: Account,
    private readonly random: () => number,
    private readonly proves: Parameters<typeof lookOver>[3],
  ) {}

  static async begin(
    home: string,
    enrolmentFile: string,
    account: Account,
    random: () => number,
    proves: Parameters<typeof lookOver>[3],
  ): Promise<ElectronLives> {
    const { display } = await openDisplay();
    if (display !== undefined) process.env['DISPLAY'] = display;
    const app = await SeatApp.launch({ enrolment: enrolmentFile, home, passphrase: PASSPHRASE });
    return new ElectronLives(app, account, random, proves);
  }

  /** Takes calls until a kill at a random moment: the core's process alone, or every process of the app at once. */
  async oneLife(): Promise<void> {
    await this.signIn();
    const isWhole = this.random() < 0.5;
    const moment = this.random() * LONGEST_LIFE_MS;
    let isOver = false;
    const killed = new Promise<void>((resolve, reject) => {
      setTimeout(() => {
        isOver = true;
        (isWhole ? this.app.kill() : this.killCore()).then(resolve, reject);
      }, moment);
    });
    while (!isOver) await this.takeCall();
    await killed;
    if (isWhole) await this.app.start();
  }

  /** Empties the outbox, closes the app in order and looks over its store. */
  async end(): Promise<Extract<Line, { at: 'store' }>> {
    await this.signIn();
    const until = performance.now() + DRAIN_MS;
    for (;;) {
      const asked = await this.ask('queue.retry', { id: null });
      if (asked.ok && SyncState.parse(asked.value).owed === 0) break;
      if (performance.now() > until) throw new Error('withheld: the outbox does not empty');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const code = await this.app.close();
    if (code !== 0) throw new Error(`the app ended with ${String(code)}`);
    const folder = join(this.app.profile, 'store');
    const keyFile = readKeyFile(join(folder, 'key.json'));
    if (keyFile?.kept.by !== 'passphrase') throw new Error('no key under the passphrase');
    const key = await takeWithPassphrase(keyFile.kept, PASSPHRASE);
    return { at: 'store', ...lookOver(join(folder, 'seat.db'), key, sha256, this.proves) };
  }

  /** Leaves nothing running, whatever state it is in. */
  async abandon(): Promise<void> {
    await this.app.kill();
  }

  /** Waits for a core that is up again: a killed one's requests answer at once, the next wait for the new one. */
  private async signIn(): Promise<void> {
    const until = performance.now() + 30_000;
    for (;;) {
      const people = await this.ask('session.people', {});
      const [first] = people.ok ? (people.value as { id: string }[]) : [];
      if (first !== undefined) {
        const signedIn = await this.ask('session.signIn', { personId: first.id, password: PASSWORD });
        if (signedIn.ok) return;
      }
      if (performance.now() > until) throw new Error('the core does not come back');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async takeCall(): Promise<void> {
    const bundle = await this.ask('bundle.current', {});
    const open = await this.ask('draft.list', {});
    const left = open.ok ? z.array(Draft).parse(open.value)[0] : undefined;
    // A call that a kill cut off comes before the next one.
    const started =
      left === undefined ? await this.ask('call.start', {}) : { ok: true as const, value: left };
    if (!bundle.ok || !started.ok) return;
    const { id, saveCount } = Draft.parse(started.value);
    const note = `${id} 第${String(Math.floor(this.random() * 1e9))}号 𠮷`;
    const form = { ...aReportForm({ isNamed: this.random() < 0.5 }), note };
    const confirmations = allSaid(form, Bundle.parse(bundle.value));
    const save = { id, saveCount: saveCount + 1, step: 'closing', confirmations, form, hungUpAt: null };
    if (!(await this.ask('draft.save', save)).ok) return;
    const asked = await this.ask('call.finish', { id, saveCount: saveCount + 1 });
    if (!asked.ok) return; // not acknowledged: it may be there or not, but never twice
    const outcome = FinishOutcome.parse(asked.value);
    if (outcome.kind !== 'finished') throw new Error(`not finished: ${JSON.stringify(outcome.problems)}`);
    this.account.acknowledged.set(id, { revision: outcome.revision, note });
    const detail = await this.ask('queue.detail', { id });
    const made = detail.ok ? QueueDetail.parse(detail.value).revisions[0] : undefined;
    if (made !== undefined) this.account.hashes.set(id, made.bodySha256);
  }

  private async killCore(): Promise<void> {
    process.kill(this.app.corePid(), 'SIGKILL');
    return Promise.resolve();
  }

  private async ask(name: string, input: unknown): Promise<Asked> {
    try {
      return (await this.app.ask(name, input)) as Asked;
    } catch {
      return { ok: false }; // the window itself is gone
    }
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
