import type { MessagePortMain, UtilityProcess } from 'electron';
import { EventEmitter } from 'node:events';
import type { FileDialogs, KeyStore, PaperOffice, PrinterList, SettingsStore } from '../core/ports';
import { fromCore, type AskName, type FromCore, type FromShell } from '../core/shell-messages';
import { PAPER_FORMATS, type PaperFormat } from '../../shared/papers/paper';
import type { CallUri } from '../../shared/telephony/call-uri';
import type { Note } from './log';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const STEADY_AFTER_MS = 30_000;

export interface CoreServices {
  keyStore: KeyStore;
  /** Opened when first asked for. */
  settings(): Promise<SettingsStore>;
  dialogs: FileDialogs;
  office: PaperOffice;
  /** What the operating system says of the way to an address, as a PAC result. */
  resolveProxy(url: string): Promise<string>;
  printers(): Promise<PrinterList | null>;
}

/**
 * The core in a process of its own: begun at once, begun again with a growing pause whenever it dies. The window goes on
 * meanwhile; drafts and records are on disk. Emits `started` for each new process, `gone` when one died, `phone` when the
 * telephone adapter was switched, `shown` while a reporter's identity stands in the window, `leave` with the number of
 * open calls that was asked for, `report` with what a command has to say.
 */
export class CoreProcess extends EventEmitter<{
  started: [];
  gone: [];
  phone: [isOn: boolean];
  shown: [isShown: boolean];
  leave: [openCalls: number];
  report: [report: Extract<FromCore, { kind: 'report' }>];
}> {
  private child: UtilityProcess | null = null;
  private isStopping = false;
  private pauseMs = FIRST_PAUSE_MS;

  constructor(
    private readonly fork: () => UtilityProcess,
    private readonly begin: Extract<FromShell, { kind: 'start' | 'command' }>,
    private readonly services: CoreServices,
    private readonly note: Note,
  ) {
    super();
  }

  start(): void {
    const startedAt = Date.now();
    const child = this.fork();
    this.child = child;
    child.on('message', (message: unknown) => this.receive(child, message, startedAt));
    child.once('exit', (code) => this.exited(child, code, Date.now() - startedAt));
    this.post(child, this.begin);
    this.emit('started');
  }

  /** Process id of the core, for tests and for the log; undefined while there is none. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Hands a window's port to the core. False while there is no core: then `started` will come. */
  attach(port: MessagePortMain): boolean {
    if (this.child === null || this.isStopping) return false;
    this.child.postMessage({ kind: 'window' } satisfies FromShell, [port]);
    return true;
  }

  /** How many calls of those signed in lack their end; 0 where there is no core, or none that answers in time. */
  openCalls(deadlineMs: number): Promise<number> {
    const { child } = this;
    if (child === null || this.isStopping) return Promise.resolve(0);
    return new Promise((resolve) => {
      const settle = (count: number) => {
        clearTimeout(late);
        this.off('leave', settle);
        this.off('gone', none);
        resolve(count);
      };
      const none = () => settle(0);
      const late = setTimeout(none, deadlineMs);
      this.on('leave', settle);
      this.on('gone', none);
      this.post(child, { kind: 'leave' });
    });
  }

  /** The PC was locked or goes to sleep: the seat locks, too. A core that is not there comes back with nobody signed in. */
  lock(): void {
    if (this.child !== null && !this.isStopping) this.post(this.child, { kind: 'lock' });
  }

  /** Hands on a link of the telephone system; nothing where there is no core. */
  followCall(uri: CallUri): void {
    if (this.child !== null && !this.isStopping) this.post(this.child, { kind: 'call', uri });
  }

  /** Lets the core end its transaction and close the store. After `deadlineMs` it is killed: that loses nothing durable. */
  async stop(deadlineMs: number): Promise<void> {
    this.isStopping = true;
    const child = this.child;
    if (child === null) return;
    await new Promise<void>((done) => {
      const late = setTimeout(() => {
        this.note('core_stop_deadline', { afterMs: deadlineMs });
        done();
      }, deadlineMs);
      const end = () => {
        clearTimeout(late);
        done();
      };
      child.once('exit', end);
      child.on('message', (message: unknown) => {
        if (fromCore(message)?.kind === 'stopped') end();
      });
      this.post(child, { kind: 'stop' });
    });
    child.kill();
  }

  private receive(child: UtilityProcess, message: unknown, startedAt: number): void {
    const told = fromCore(message);
    switch (told?.kind) {
      case 'ready':
        this.note('core_ready', { afterMs: Date.now() - startedAt });
        return;
      case 'fatal':
        this.note('core_fatal', { reason: told.reason });
        return;
      case 'log':
        if (told.entry.event !== 'request' || told.entry.outcome !== 'ok') this.note('core', told.entry);
        return;
      case 'ask':
        void this.answer(child, told);
        return;
      case 'phone':
        this.emit('phone', told.isOn);
        return;
      case 'shown':
        this.emit('shown', told.isShown);
        return;
      case 'leave':
        this.emit('leave', told.openCalls);
        return;
      case 'report':
        this.emit('report', told);
        return;
      case 'stopped':
      case undefined:
        return;
    }
  }

  private async answer(child: UtilityProcess, ask: Extract<FromCore, { kind: 'ask' }>): Promise<void> {
    const { id } = ask;
    try {
      this.post(child, { kind: 'answer', id, ok: true, value: await this.serve(ask.what, ask.value) });
    } catch {
      this.post(child, { kind: 'answer', id, ok: false, error: ask.what });
    }
  }

  private async serve(what: AskName, value: unknown): Promise<unknown> {
    const { keyStore, settings, dialogs, office, resolveProxy, printers } = this.services;
    switch (what) {
      case 'keyStore.describe':
        return keyStore.describe();
      case 'keyStore.wrap':
        return keyStore.wrap(textOf(value));
      case 'keyStore.unwrap':
        return keyStore.unwrap(textOf(value));
      case 'settings.load':
        return (await settings()).load();
      case 'settings.save':
        // Checked by the store against its schema.
        return (await settings()).save(value as Parameters<SettingsStore['save']>[0]);
      case 'dialogs.saveTo':
        return dialogs.saveTo(textOf(value));
      case 'dialogs.openAnswer':
        return dialogs.openAnswer();
      case 'dialogs.openFolder':
        return dialogs.openFolder();
      case 'office.toPdf':
        return office.toPdf(...pageOf(value));
      case 'office.toPng':
        return office.toPng(htmlOf(value), pixelsOf(value, 'widthPx'), pixelsOf(value, 'heightPx'));
      case 'office.print':
        return office.print(...pageOf(value));
      case 'office.saveTo':
        return office.saveTo(textOf(fieldOf(value, 'fileName')), formatOf(value));
      case 'office.openPaper':
        return office.openPaper(formatOf(value));
      case 'proxy.resolve':
        return resolveProxy(addressOf(value));
      case 'printers.list':
        return printers();
    }
  }

  private post(child: UtilityProcess, message: FromShell): void {
    if (child === this.child) child.postMessage(message);
  }

  private exited(child: UtilityProcess, code: number, livedMs: number): void {
    if (child !== this.child) return;
    this.child = null;
    if (this.isStopping) return;
    this.note('core_gone', { code, afterMs: livedMs });
    this.emit('gone');
    if (livedMs > STEADY_AFTER_MS) this.pauseMs = FIRST_PAUSE_MS;
    setTimeout(() => {
      if (!this.isStopping) this.start();
    }, this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || value.length > 10_000) throw new Error('Not a key');
  return value;
}

const MAX_PAGE_CHARS = 20_000_000;
const MAX_PIXELS = 4_000;

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function pageOf(value: unknown): [html: string, orientation: 'portrait' | 'landscape'] {
  const orientation = fieldOf(value, 'orientation');
  if (orientation !== 'portrait' && orientation !== 'landscape') throw new Error('No page');
  return [htmlOf(value), orientation];
}

function htmlOf(value: unknown): string {
  const html = fieldOf(value, 'html');
  if (typeof html !== 'string' || html.length > MAX_PAGE_CHARS) throw new Error('No page');
  return html;
}

function pixelsOf(value: unknown, name: string): number {
  const pixels = fieldOf(value, name);
  if (typeof pixels !== 'number' || !(pixels >= 1 && pixels <= MAX_PIXELS)) throw new Error('No size');
  return Math.round(pixels);
}

function formatOf(value: unknown): PaperFormat {
  const format = PAPER_FORMATS.find((each) => each === fieldOf(value, 'format'));
  if (format === undefined) throw new Error('No format');
  return format;
}

function addressOf(value: unknown): string {
  if (typeof value !== 'string' || value.length > 400 || !/^https?:\/\//.test(value))
    throw new Error('No address');
  return value;
}

/**
 * The core's environment: without our own development switches and without anything that would change its way out or whom
 * it trusts. That is a supervisor's to say, in the settings.
 */
export function coreEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(?:SEAT_|NODE_|SSL_CERT_|OPENSSL_)|_proxy$/i.test(entry[0]),
  );
  return Object.fromEntries(kept);
}

/**
 * The window engine would take the desktop session's proxy variables for the system's word, and the core asks it for that
 * word. Must run before the app is ready.
 */
export function forgetProxyVariables(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) if (/_proxy$/i.test(name)) delete env[name];
}
