import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { CaseView, type CaseBoard } from '../../../src/shared/ipc/contract';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { SeatApp } from '../stage/seat-app';
import { WeekClock } from './week-clock';

export const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
export const SUPERVISOR = 'p-2001';
export const AGENT = 'p-1001';
/** The real window of an office PC. */
const OFFICE_SCREEN = { width: 1280, height: 720 };

/** The office over a week: its center goes on, its PC is switched on each morning and off in the evening. */
export class Office {
  readonly clock = new WeekClock();
  readonly center = new CenterChild();
  readonly home = mkdtempSync(join(tmpdir(), 'seat-week-'));
  /** Where every file goes that somebody saves. */
  readonly stick = mkdtempSync(join(tmpdir(), 'week-papers-'));
  private running: SeatApp | undefined;
  private pictures = 0;
  hands!: AgentKeyboard;

  get store(): string {
    return join(this.home, 'hn12369-seat', 'store');
  }

  get app(): SeatApp {
    if (this.running === undefined) throw new Error('The PC is off');
    return this.running;
  }

  get page() {
    return this.app.page;
  }

  async openCenter(date: string, time: string): Promise<void> {
    this.clock.set(date, time);
    this.center.env = this.clock.env;
    await this.center.up();
  }

  /** Another day: the PC is switched on, and the center's clock stands where the PC's does. */
  async morning(date: string, time: string, personId = SUPERVISOR): Promise<void> {
    await this.running?.kill(); // where the day before did not end as it should
    this.clock.set(date, time);
    process.kill(this.center.pid, 'SIGUSR2');
    await expect.poll(() => this.centerIsAtNow()).toBe(true);
    const dialogs = at('tests', 'end-to-end', 'stage', 'answered-dialogs.cjs');
    this.running = await SeatApp.launch({
      enrolment: this.center.enrolment,
      home: this.home,
      isDemo: true,
      env: {
        ...this.clock.env,
        STICK_FOLDER: this.stick,
        NODE_OPTIONS: `${this.clock.env['NODE_OPTIONS'] ?? ''} --require ${dialogs}`,
      },
    });
    await this.clock.putInto(this.page);
    await this.page.setViewportSize(OFFICE_SCREEN);
    this.hands = new AgentKeyboard(this.page);
    await this.signIn(personId);
  }

  async evening(): Promise<void> {
    expect(await this.app.close()).toBe(0);
    this.running = undefined;
  }

  signIn(personId: string): Promise<void> {
    return this.hands.signIn(personId, PASSWORD, PASSPHRASE);
  }

  async signOut(): Promise<void> {
    await this.hands.signOut();
  }

  async picture(file: string): Promise<void> {
    await this.running?.picture(file);
  }

  async end(): Promise<void> {
    await this.running?.kill();
    await this.center.down('SIGKILL');
  }

  /** A picture of the station, where somebody wants to look: WEEK_PICTURES=FOLDER. */
  async look(name: string): Promise<void> {
    const folder = process.env['WEEK_PICTURES'];
    if (folder === undefined) return;
    this.pictures += 1;
    await this.app.picture(join(folder, `${String(this.pictures).padStart(2, '0')}-${name}.png`));
  }

  /** The core's answer to what a page asks, for what no page shows as a figure. */
  async ask<T>(name: string, input: unknown = {}): Promise<T> {
    const answer = (await this.app.ask(name, input)) as { ok: boolean; value: T };
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer.value;
  }

  async caseOf(callId: string): Promise<CaseView> {
    return CaseView.parse(await this.ask('case.view', { callId }));
  }

  /** The board's figures as they stand in the window. */
  async shownBoard(): Promise<CaseBoard['counts']> {
    const chips = this.page.locator('[data-part]');
    await expect.poll(async () => (await chips.allTextContents()).join('')).not.toContain('…');
    const shown = await chips.evaluateAll((all) =>
      all.map((chip) => [
        (chip as HTMLElement).dataset['part'] ?? '',
        Number(chip.querySelector('strong')?.textContent),
      ]),
    );
    return Object.fromEntries(shown) as CaseBoard['counts'];
  }

  savedFiles(): { name: string; bytes: Buffer }[] {
    return readdirSync(this.stick).map((name) => ({ name, bytes: readFileSync(join(this.stick, name)) }));
  }

  private async centerIsAtNow(): Promise<boolean> {
    const answer = await fetch(`${this.center.url}/v1/health`);
    const { centerTime } = (await answer.json()) as { centerTime: number };
    return Math.abs(centerTime - this.clock.now()) < 60_000;
  }
}
