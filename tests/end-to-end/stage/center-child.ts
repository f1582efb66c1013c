import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../../../build/base/paths.mjs';

const START_LIMIT_MS = 60_000;

export interface CenterRecord {
  id: string;
  revision: number;
  seatId: string;
  bodySha256: string;
  body: string;
  centerNumber: string;
}

/** The real reference center as a process of its own, with its fault switch; it keeps its address over its restarts. */
export class CenterChild {
  private child: ChildProcess | undefined;
  private port = '0';
  private readonly extra: readonly string[];
  /** What else it finds around it, as another clock. */
  env: NodeJS.ProcessEnv = {};
  readonly folder = mkdtempSync(join(tmpdir(), 'center-e2e-'));
  readonly enrolment = join(this.folder, 'enrolment.json');

  constructor(...extra: string[]) {
    this.extra = extra;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const server = at('dist', 'center', 'server.cjs');
    const args = ['--demo', '--faults', '--port', this.port, '--data', join(this.folder, 'data')];
    const child = spawn(process.execPath, [server, ...args, ...this.extra, '--enrolment', this.enrolment], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...this.env, DATABASE_URL: '' },
    });
    this.child = child;
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      const late = setTimeout(() => reject(new Error(`The center did not start:\n${text}`)), START_LIMIT_MS);
      const read = (data: Buffer) => {
        text += data.toString();
        const found = /"listening":\s*"([^"]+)"/.exec(text)?.[1];
        if (!found) return;
        clearTimeout(late);
        resolve(found);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
      child.once('exit', (code) => reject(new Error(`The center ended with ${code}:\n${text}`)));
    });
    this.port = new URL(url).port;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Stops it; in order, or as a power cut would. */
  async down(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
    this.child = undefined;
  }

  /** `center import FILE` as the operator types it, while the center stands still; returns its line of figures. */
  async importFile(file: string): Promise<unknown> {
    return JSON.parse(await this.tell(['import', file, '--data', join(this.folder, 'data')]));
  }

  /** `center …` as the operator types it over this center's data, while it stands still; returns what it says. */
  async operator(...words: string[]): Promise<string> {
    return this.tell([...words, '--data', join(this.folder, 'data')]);
  }

  /** `center identity …` beside the running center, by one of its own people. */
  async decide(words: readonly string[], number: string, password: string): Promise<string> {
    return this.tell(['identity', ...words, '--as', number, '--url', this.url], `${password}\n`);
  }

  private async tell(words: readonly string[], input = ''): Promise<string> {
    const server = at('dist', 'center', 'server.cjs');
    const child = spawn(process.execPath, [server, ...words], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: '' },
    });
    child.stdin.end(input);
    const [said, complained] = [child.stdout, child.stderr].map(async (stream) => {
      let text = '';
      for await (const piece of stream as AsyncIterable<Buffer>) text += piece.toString();
      return text;
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`${words[0] ?? ''} ended with ${code}: ${await complained}`);
    return (await said) ?? '';
  }

  async records(): Promise<CenterRecord[]> {
    const answer = await fetch(`${this.url}/_records`);
    return ((await answer.json()) as { records: CenterRecord[] }).records;
  }

  /** Replaces the plan of what goes wrong; `[]` ends it. */
  async setFaults(rules: readonly Record<string, unknown>[]): Promise<void> {
    const answer = await fetch(`${this.url}/_faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rules }),
    });
    if (!answer.ok) throw new Error(`The fault switch refused: ${await answer.text()}`);
  }

  /** The center loses a record, as a bad restore would. */
  async lose(id: string): Promise<void> {
    const answer = await fetch(`${this.url}/_records/${id}`, { method: 'DELETE' });
    if (!answer.ok) throw new Error(`The center would not lose it: ${answer.status}`);
  }

  /** How many requests the rules struck since they were set. */
  async struck(): Promise<number> {
    const answer = await fetch(`${this.url}/_faults`);
    const { struck } = (await answer.json()) as { struck: number[] };
    return struck.reduce((sum, each) => sum + each, 0);
  }
}
