import type { Policy } from '../../../shared/policy/policy';
import type { SessionPerson, SyncState } from '../../../shared/ipc/contract';
import type { UpdateProblem } from '../../../shared/updates/manifest';
import {
  installLine,
  type UpdateOrigin,
  type UpdateView,
  type UpdateWork,
} from '../../../shared/updates/view';
import type { Announce, FileDialogs, Log } from '../ports';
import { Refusal } from '../refusal';
import type { Clock, ReleaseClient, Timer } from '../sync/ports';
import { centerSource } from './center-source';
import { folderSource } from './folder-source';
import type { ReleaseSource } from './source';
import { stagedHere, sweepStaged, type Here } from './staged';
import { stageUpdate } from './staging';

const FIRST_MS = 10 * 60_000;
/** The center is asked so often; a third of it at random, so that a province's seats do not come at once. */
const EVERY_MS = 6 * 60 * 60_000;
const AGAIN_MS = 10 * 60_000;
/** So long a look waits where a call is open; nobody is asked meanwhile. */
const CALL_MS = 60_000;
/** The window hears of progress so often. */
const TOLD_EVERY_BYTES = 2_000_000;

/** What updates need of the open store. */
export interface UpdatesDesk {
  openCalls: () => number;
  link: () => SyncState['link'];
  /** Resolves when no round of records is in hand. */
  whenLineIsFree: () => Promise<void>;
  /** Undefined: this center offers none. */
  center: ReleaseClient | undefined;
  wroteDown: (actor: string, version: string, from: UpdateOrigin) => void;
}

export interface UpdatesParts {
  /** This PC's own folder for what was taken. */
  into: string;
  version: string;
  platform: string;
  policy: Policy['updates'];
  /** Undefined while the store is shut. */
  desk: () => UpdatesDesk | undefined;
  dialogs?: Pick<FileDialogs, 'openFolder'>;
  clock: Clock;
  timer: Timer;
  random: () => number;
  announce: Announce;
  log: Log;
  spareBytes?: number | undefined;
}

/**
 * Updates at this seat: looks for them where the policy says, takes them while nobody is on the line, and says what an
 * administrator runs. Installs nothing.
 */
export class Updates {
  private work: UpdateWork = { kind: 'idle' };
  private looked: UpdateView['looked'] = null;
  private running: Promise<void> | undefined;
  private callOff: () => void = () => undefined;
  private readonly stopping = new AbortController();

  constructor(private readonly parts: UpdatesParts) {}

  /** Clears away what is over; begins to ask the center where the policy says so. */
  start(): void {
    const { into, version, random } = this.parts;
    // What cannot be taken away now is, at the next start.
    void sweepStaged(into, version).catch(() => undefined);
    if (this.source().kind === 'center') this.lookIn(FIRST_MS * (1 + random()));
  }

  async view(): Promise<UpdateView> {
    const { into, version, policy, platform } = this.parts;
    const here = this.here();
    const found = here === null ? null : await stagedHere(into, here);
    return {
      version,
      source: this.source(),
      hasKey: policy?.releaseKey !== undefined,
      staged: found && {
        version: found.manifest.version,
        notes: found.manifest.notes ?? null,
        releasedAt: found.manifest.releasedAt,
        checkedAt: found.checkedAt,
        from: found.from,
        run: installLine(found.file, platform),
      },
      work: this.work,
      looked: this.looked,
    };
  }

  /** Looks where the policy says; does not wait for what it takes. Throws `not_allowed` where it says nothing. */
  look(person: SessionPerson): Promise<UpdateView> {
    const source = this.sourceOfPolicy();
    if (source === null) throw new Refusal('not_allowed');
    this.begin(source, person.id);
    return this.view();
  }

  /** Takes an update out of a folder that the person chooses now. */
  async import(person: SessionPerson): Promise<UpdateView> {
    const folder = await this.parts.dialogs?.openFolder();
    if (folder !== undefined && folder !== null) this.begin(folderSource(folder), person.id);
    return this.view();
  }

  private source(): UpdateView['source'] {
    const { source, folder } = this.parts.policy ?? {};
    if (source === 'center') return { kind: 'center' };
    return folder === undefined ? { kind: 'none' } : { kind: 'folder', folder };
  }

  private sourceOfPolicy(): ReleaseSource | null {
    const source = this.source();
    if (source.kind === 'folder') return folderSource(source.folder);
    const desk = this.parts.desk();
    if (source.kind === 'none' || desk === undefined) return null;
    return centerSource(desk.center ?? NO_RELEASES, desk.whenLineIsFree);
  }

  private here(): Here | null {
    const { version, platform, policy } = this.parts;
    const releaseKey = policy?.releaseKey;
    return releaseKey === undefined ? null : { version, platform, releaseKey };
  }

  private lookIn(ms: number): void {
    this.callOff();
    if (!this.stopping.signal.aborted) this.callOff = this.parts.timer.after(ms, () => this.lookByItself());
  }

  private lookByItself(): void {
    const { desk } = this.parts;
    const open = desk();
    if (open === undefined || open.link() === 'offline') return this.lookIn(AGAIN_MS);
    if (open.openCalls() > 0) return this.lookIn(CALL_MS);
    const source = this.sourceOfPolicy();
    if (source !== null) this.begin(source, 'seat');
  }

  /** One at a time: who asks meanwhile sees how far it is. */
  private begin(source: ReleaseSource, actor: string): void {
    if (this.running !== undefined) return;
    this.work = { kind: 'looking' };
    this.parts.announce('updates');
    this.running = this.take(source, actor).finally(() => (this.running = undefined));
  }

  private async take(source: ReleaseSource, actor: string): Promise<void> {
    const { into, clock, announce, log, desk, spareBytes } = this.parts;
    const { from } = source;
    const here = this.here();
    const before = here && (await stagedHere(into, here));
    const outcome =
      here === null
        ? { ok: false as const, why: 'no_key' as const }
        : await stageUpdate({
            source,
            into,
            here,
            now: () => clock.now(),
            signal: this.stopping.signal,
            waitsFor: () => Promise.resolve((desk()?.openCalls() ?? 0) > 0 ? 'open_call' : null),
            onProgress: (progress) => this.progressed({ ...progress, from }),
            ...(spareBytes !== undefined && { spareBytes }),
          });
    const problem = outcome.ok ? null : outcome.why;
    log({ event: 'updates', what: from, outcome: problem ?? 'staged' });
    if (outcome.ok && outcome.staged.sha256 !== before?.sha256)
      desk()?.wroteDown(actor, outcome.staged.manifest.version, from);
    this.looked = { at: clock.now(), from, problem };
    const { work } = this;
    this.work = problem === 'open_call' && work.kind === 'taking' ? { ...work, kind: 'waiting' } : IDLE;
    announce('updates');
    this.plan(problem);
  }

  private plan(problem: UpdateProblem | null): void {
    if (this.source().kind !== 'center') return;
    if (problem === 'open_call') this.lookIn(CALL_MS);
    else if (problem === 'line') this.lookIn(AGAIN_MS);
    else this.lookIn(EVERY_MS * (1 + this.parts.random() / 3));
  }

  private progressed(progress: Omit<Extract<UpdateWork, { kind: 'taking' }>, 'kind'>): void {
    const { work } = this;
    this.work = { kind: 'taking', ...progress };
    const toldAt = work.kind === 'taking' ? Math.floor(work.bytes / TOLD_EVERY_BYTES) : -1;
    if (Math.floor(progress.bytes / TOLD_EVERY_BYTES) !== toldAt) this.parts.announce('updates');
  }

  /** Resolves when nothing is being taken; for harnesses. */
  async whenIdle(): Promise<void> {
    await this.running;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.callOff();
    await this.running;
  }
}

const IDLE: UpdateWork = { kind: 'idle' };

/** An earlier center. */
const NO_RELEASES: ReleaseClient = {
  release: () =>
    Promise.resolve({
      kind: 'answered',
      status: 404,
      contentType: '',
      retryAfter: null,
      etag: null,
      body: new Uint8Array(),
    }),
  piece: () => Promise.resolve({ kind: 'failed', cause: 'unreachable', mayHaveArrived: false }),
};
