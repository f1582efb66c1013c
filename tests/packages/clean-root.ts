import { execFileSync, spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { onPath } from '../../build/base/exec.mjs';
import { fillWhole } from '../../build/base/files.mjs';
import { inCache } from '../../build/base/paths.mjs';
import { keyOf } from '../../build/base/stamps.mjs';
import { appFolder, productOf } from '../../build/package/deb-texts.mjs';
import { connect } from '../end-to-end/stage/seat-app';

/** Debian 12, and the oldest that its mirrors still carry: 11, with glibc 2.31. */
export type Suite = 'bookworm' | 'bullseye';
const MIRROR = process.env['DEBIAN_MIRROR'] ?? 'http://deb.debian.org/debian';
/** What every desktop has, and no program of ours may bring: a Chinese font and what lists it. */
const DESKTOP = ['fonts-wqy-microhei', 'fontconfig'];
const START_LIMIT_MS = 60_000;
const USER = 'agent';

const product = productOf();
const quietly: { stdio: StdioOptions; encoding: 'utf8' } = {
  stdio: ['ignore', 'pipe', 'pipe'],
  encoding: 'utf8',
};

/** Root on Debian or its kin, with the tools. */
export const canMakeRoot = (): boolean =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  ['debootstrap', 'dpkg-deb', 'chroot', 'unshare'].every((name) => onPath(name) !== null);

export interface Told {
  code: number | null;
  said: string;
}

/**
 * A Debian with nothing but its base system, a font, and what our package says it depends on: what the package forgets to
 * name is not there. The base is made once a machine and copied for each use.
 */
export class CleanRoot {
  readonly profile: string;
  private child: ChildProcess | undefined;
  private browser: Browser | undefined;

  private constructor(readonly folder: string) {
    this.profile = join(folder, 'home', USER, '.config', 'hn12369-seat');
  }

  static async make(suite: Suite = 'bookworm'): Promise<CleanRoot> {
    const base = await baseRoot(suite);
    const folder = mkdtempSync(join(tmpdir(), 'clean-root-'));
    execFileSync('cp', ['-a', `${base}/.`, folder]);
    return new CleanRoot(folder);
  }

  get program(): string {
    return `/${appFolder(product.appId)}/files/${product.executableName}`;
  }

  /** The version of its C library. */
  glibc(): string {
    const said = execFileSync('chroot', [this.folder, 'ldd', '--version'], quietly);
    return /(\d+\.\d+)$/m.exec(said.split('\n')[0] ?? '')?.[1] ?? '';
  }

  holds(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** dpkg over this root alone; the machine's own packages are not touched. */
  dpkg(...words: string[]): Told {
    const done = spawnSync('dpkg', [`--root=${this.folder}`, ...words], {
      ...quietly,
      env: { ...process.env, LC_ALL: 'C' },
    });
    return { code: done.status, said: `${done.stdout}${done.stderr}` };
  }

  installedVersion(): string | null {
    const { code, said } = this.dpkg('--status', product.appId);
    if (code !== 0 || !/^Status: install ok installed$/m.test(said)) return null;
    return /^Version: (.+)$/m.exec(said)?.[1] ?? null;
  }

  /** What the center handed over for this PC, laid where an installed seat looks. */
  enrol(file: string): void {
    mkdirSync(this.profile, { recursive: true });
    cpSync(file, join(this.profile, 'enrolment.json'));
    execFileSync('chroot', [this.folder, 'chown', '-R', `${USER}:${USER}`, `/home/${USER}`]);
  }

  /** A file of the administrator's. */
  lay(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** The program's window, as the user who is not root, with the sandbox that was packed. */
  async open(): Promise<Page> {
    const child = this.spawn(['--remote-debugging-port=0']);
    this.child = child;
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      const late = setTimeout(() => reject(new Error(`The seat did not start:\n${text}`)), START_LIMIT_MS);
      child.stderr?.on('data', (data: Buffer) => {
        text += data.toString();
        const found = /DevTools listening on (\S+)/.exec(text)?.[1];
        if (found === undefined) return;
        clearTimeout(late);
        resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`The seat ended with ${String(code)}:\n${text}`)));
    });
    this.browser = await connect(address);
    const [context] = this.browser.contexts();
    if (context === undefined) throw new Error('No context');
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    page.setDefaultTimeout(30_000);
    await page.waitForURL(/^app:/);
    return page;
  }

  /** A command of the program, without a window. */
  async command(words: string[], input = ''): Promise<Told> {
    const child = this.spawn(words);
    let said = '';
    child.stdout?.on('data', (data: Buffer) => (said += data.toString()));
    child.stdin?.end(input);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, said };
  }

  /** Command lines of the running program, each with its seccomp mode (2: a filter holds it). */
  processes(): { command: string; seccomp: string; uid: string }[] {
    return execFileSync('pgrep', ['-f', this.program], quietly)
      .split('\n')
      .filter(Boolean)
      .flatMap((pid) => {
        try {
          const status = readFileSync(`/proc/${pid}/status`, 'utf8');
          const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          const field = (name: string) => new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? '';
          return command.startsWith(this.program)
            ? [{ command, seccomp: field('Seccomp'), uid: field('Uid') }]
            : [];
        } catch {
          return []; // it ended meanwhile
        }
      });
  }

  async close(): Promise<void> {
    const { child } = this;
    await this.browser?.close().catch(() => undefined);
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** In namespaces of its own for mounts and processes, so that nothing of it stays behind. */
  private spawn(words: string[]): ChildProcess {
    const { folder, program } = this;
    const mounts = [
      `mount -t proc proc ${folder}/proc`,
      `mount --rbind /dev ${folder}/dev`,
      `mount -t tmpfs -o mode=1777 tmpfs ${folder}/tmp`,
    ].join(' && ');
    const asUser = ['chroot', `--userspec=${USER}:${USER}`, `--groups=${USER}`, folder];
    const env = [`HOME=/home/${USER}`, 'PATH=/usr/bin:/bin', 'LANG=C.UTF-8'];
    const display = `DISPLAY=${process.env['DISPLAY'] ?? ''}`;
    const script = `${mounts} && exec "$@"`;
    const args = [...asUser, '/usr/bin/env', '-i', ...env, display, program, ...words];
    return spawn(
      'unshare',
      ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', script, 'sh', ...args],
      {
        detached: true, // a process group of its own, to be killed as one
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
  }
}

/** Made of Debian's own packages, and of the first name of each of our dependencies. */
async function baseRoot(suite: Suite): Promise<string> {
  const names = [...product.deb.depends.map((one: string) => one.split(' | ')[0] ?? one), ...DESKTOP];
  const base = inCache(`clean-root-${suite}-${keyOf(names).slice(0, 12)}`);
  if (existsSync(base)) return base;
  await fillWhole(base, (folder: string) => {
    execFileSync('debootstrap', ['--variant=minbase', suite, folder, MIRROR], quietly);
    const inside = (...words: string[]) =>
      execFileSync('chroot', [folder, ...words], {
        ...quietly,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
      });
    const alternatives = names.map((name) => namedIn(inside, name));
    inside('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...alternatives);
    inside('apt-get', 'clean');
    inside('useradd', '--create-home', USER);
  });
  return base;
}

/** Debian 12 knows no `…t64`: the other name then. */
function namedIn(inside: (...words: string[]) => string, name: string): string {
  const isKnown = inside('apt-cache', 'pkgnames', name).split('\n').includes(name);
  return isKnown ? name : name.replace(/t64$/, '');
}
