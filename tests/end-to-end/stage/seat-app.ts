import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { developmentSwitches } from '../../../build/demo/app.mjs';
import { resolveRuntime } from '../../../build/runtime.mjs';
import { barriersIn } from '../../window/barriers.ts';

const START_LIMIT_MS = 30_000;
const PROFILE = 'hn12369-seat'; // the name that shell/profile.ts gives the folder

export interface SeatOptions {
  /** Enrolment file of the center. */
  enrolment: string;
  /** Folder of the profile's parent; a fresh one unless told, so that a restart finds what was there. */
  home?: string;
  /** Stands in for typing the store's passphrase; a packaged app ignores it. */
  passphrase?: string;
  isDemo?: boolean;
  /** What else it finds around it, as the key ring of a desktop. */
  env?: NodeJS.ProcessEnv;
  /** Where it is started: dumps of crashes would lie there. */
  cwd?: string;
}

/**
 * The real app in a real window, driven from outside over Chromium's own protocol: nothing of it is replaced, and it
 * works with a packaged app too, whose fuses forbid a Node inspector.
 */
export class SeatApp {
  private child: ChildProcess | undefined;
  private browser: Browser | undefined;
  private shown: Page | undefined;
  private address = '';
  private readonly options: SeatOptions;
  readonly home: string;
  readonly profile: string;
  /** Everything that came to the app's standard output and error, and to the window's console, over all its starts. */
  readonly output: string[] = [];
  readonly violations: string[] = [];

  private constructor(options: SeatOptions) {
    this.options = options;
    this.home = options.home ?? mkdtempSync(join(tmpdir(), 'seat-e2e-'));
    this.profile = join(this.home, PROFILE);
    mkdirSync(this.profile, { recursive: true });
  }

  static async launch(options: SeatOptions): Promise<SeatApp> {
    const app = new SeatApp(options);
    await app.start();
    return app;
  }

  get page(): Page {
    if (!this.shown) throw new Error('The app is not running');
    return this.shown;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const child = this.spawn(['--remote-debugging-port=0']);
    this.child = child;
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      const late = setTimeout(() => reject(new Error(`The app did not start:\n${text}`)), START_LIMIT_MS);
      child.stderr?.on('data', (data: Buffer) => {
        text += data.toString();
        const found = /DevTools listening on (\S+)/.exec(text)?.[1];
        if (found) {
          clearTimeout(late);
          resolve(found);
        }
      });
      child.once('exit', (code) => reject(new Error(`The app ended with ${code}:\n${text}`)));
    });
    this.address = address;
    await this.attach();
  }

  /** Takes hold of the window anew, after its page has died. */
  async reattach(): Promise<void> {
    await this.browser?.close().catch(() => undefined);
    await this.attach();
  }

  private async attach(): Promise<void> {
    this.browser = await connect(this.address);
    const context = this.browser.contexts()[0];
    if (!context) throw new Error('No context');
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    page.setDefaultTimeout(30_000);
    page.on('console', (message) => {
      this.output.push(message.text());
      if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) {
        this.violations.push(message.text());
      }
    });
    page.on('pageerror', (error) => this.output.push(`page error: ${error.message}`));
    await page.waitForURL(/^app:/);
    this.shown = page;
  }

  /** A second start with the same profile, with a link or not; resolves with its exit code. */
  async startAgain(words: string[] = []): Promise<number | null> {
    const child = this.spawn(words);
    return new Promise((resolve) => child.once('exit', resolve));
  }

  /** A start for a command of the command line, with what it finds on its standard input. */
  async command(words: string[], input: string): Promise<{ code: number | null; output: string }> {
    const child = this.spawn(words, 'pipe');
    let output = '';
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
    child.stdin?.end(input);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output };
  }

  /** SIGKILL to every process of the app at once, as a power cut would end them. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child?.pid) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    await this.forget();
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** Closes the window as a person would; resolves with the exit code of the app. */
  async close(): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await this.page.close({ runBeforeUnload: true }).catch(() => undefined);
    const ended = await code;
    await this.forget();
    return ended;
  }

  /** Resolves with the exit code once the app has ended by itself. */
  async ended(): Promise<number | null> {
    const { child } = this;
    if (!child) return null;
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    const { exitCode } = child;
    await this.forget();
    return exitCode;
  }

  /** Process id of the core, found among the app's children by its kind. */
  corePid(): number {
    return this.childPid('node.mojom.NodeService');
  }

  /** Process id of the child whose arguments have this word. */
  childPid(word: string): number {
    for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
      const command = commandOf(Number(name));
      if (command?.includes(word) && groupOf(Number(name)) === this.pid) return Number(name);
    }
    throw new Error(`No process with ${word}`);
  }

  /** Asks the core through the window's own bridge. */
  ask(name: string, input: unknown = {}): Promise<unknown> {
    return this.page.evaluate(
      ([asked, value]) =>
        (
          window as unknown as { seat: { request(name: string, input: unknown): Promise<unknown> } }
        ).seat.request(asked as string, value),
      [name, input] as const,
    );
  }

  /** Waits for what is still being fetched, then writes a picture of the window. */
  async picture(file: string): Promise<void> {
    mkdirSync(dirname(file), { recursive: true });
    await this.page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  /** What stands in a person's way on the page as it is, `barriersIn`. */
  readonly barriers = (): Promise<string[]> => barriersIn(this.page);

  private spawn(extra: string[], input: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
    const runtime = resolveRuntime();
    const { enrolment, passphrase, isDemo, env } = this.options;
    if (runtime.source === 'packaged') this.layEnrolment(enrolment);
    const child = spawn(runtime.executablePath, [...developmentSwitches(), ...runtime.args, ...extra], {
      ...(this.options.cwd !== undefined && { cwd: this.options.cwd }),
      detached: true, // a process group of its own, to be killed as one
      stdio: [input, 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...env,
        XDG_CONFIG_HOME: this.home, // a packaged app takes its profile from here
        SEAT_USER_DATA: this.profile,
        SEAT_ENROLMENT: enrolment,
        ...(passphrase !== undefined && { SEAT_PASSPHRASE: passphrase }),
        ...(isDemo && { SEAT_DEMO: '1' }),
      },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => this.output.push(data.toString()));
    }
    return child;
  }

  /** A packaged app takes its enrolment from its profile alone. */
  private layEnrolment(enrolment: string): void {
    const place = join(this.profile, 'enrolment.json');
    rmSync(place, { force: true });
    symlinkSync(enrolment, place);
  }

  private async forget(): Promise<void> {
    await this.browser?.close().catch(() => undefined);
    this.browser = undefined;
    this.shown = undefined;
    this.child = undefined;
  }
}

/**
 * Seen in 2 of some 500 starts: a browser just born takes the connection and never answers on it. A second one tells
 * whether it was that connection or the app: an app that hangs still fails here.
 */
export async function connect(address: string): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(address, { timeout: 10_000 });
  } catch (error) {
    process.stderr.write(`DevTools connection did not answer, once more: ${String(error).slice(0, 80)}\n`);
    return chromium.connectOverCDP(address, { timeout: START_LIMIT_MS });
  }
}

function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return null; // it ended meanwhile
  }
}

function groupOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
  } catch {
    return 0;
  }
}
