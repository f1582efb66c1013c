import { join } from 'node:path';
import type { Enrolment } from '../../shared/center-api/enrolment';
import type { Answer, ErrorCode } from '../../shared/ipc/errors';
import type { Input, Topic } from '../../shared/ipc/contract';
import type { CallUri } from '../../shared/telephony/call-uri';
import { createAnnouncer } from './announcer';
import { openBackups, type Backups } from './backup/backups';
import { createCleaner } from './attachments/cleaner';
import { Desk } from './desk';
import { EnrolmentAtTheDoor } from './enrolment/at-the-door';
import { EnrolmentByCode } from './enrolment/by-code';
import { enrolmentOf } from './enrolment/enrolment';
import type { CoreConfig, FileDialogs, KeyStore, Log, PrinterList, SettingsStore } from './ports';
import type { PaperOffice } from './papers/office';
import { policyInForce, underPolicy } from './policy/policies';
import { withPractice } from './practice/handlers';
import { Practice } from './practice/practice';
import { realSeatOf } from './practice/real-seat';
import { Refusal } from './refusal';
import { openReader } from './reader/open-reader';
import type { Reader } from './reader/reader';
import { createHandlers } from './router/handlers';
import { Router } from './router/router';
import { Care } from './self-check/care';
import { keyFileIn } from './self-check/measures';
import type { Opened } from './self-check/opened';
import { SeatLock } from './session/seat-lock';
import { Windows } from './session/windows';
import type { Caller } from './session/sessions';
import type { Store } from './store/store';
import { createCenterClient, type CenterClientOptions } from './sync/center/center-client';
import type { CenterClient, Clock, ReleaseClient, Timer } from './sync/ports';
import { firstLine } from './sync/line/first-line';
import { LineTester } from './sync/line/line-tester';
import { Network } from './sync/line/network';
import { realClock, realTimer, sinceBoot } from './sync/timer';
import { AuditChain } from './audit/chain';
import { headOf } from './audit/anchoring';
import { FirstStart } from './updates/first-start';
import { openUpdates } from './updates/at-a-desk';
import { Story } from './updates/story';
import { Escrow } from './vault/escrow';
import { Keeper } from './vault/keeper';

const ENROLMENT_FAILURES: readonly string[] = [
  'not_enrolled',
  'enrolment_refused',
  'bundle_refused',
] satisfies ErrorCode[];
const RESERVE_FIRST_MS = 1_500;
const RESERVE_EVERY_MS = 60_000;

/** What the core is given from outside. The optional ones are for tests and the harnesses. */
export interface CorePorts {
  keyStore: KeyStore;
  settings: SettingsStore;
  log: Log;
  clock?: Clock;
  timer?: Timer;
  random?: () => number;
  /** What the operating system says of the way to an address, as a PAC result; straight where nobody is asked. */
  resolveProxy?: (url: string) => Promise<string>;
  connectCenter?: (options: CenterClientOptions) => CenterClient;
  /** Holds what handlers answer to the contract; off in a packaged app. */
  checksOutput?: boolean;
  reserveBytes?: number;
  /** Room that a backup leaves to calls. */
  spareBytes?: number;
  /** The telephone adapter was switched on or off; the shell registers links to the seat only while it is on. */
  onPhone?: (isOn: boolean) => void;
  /** A reporter's identity stands in the window, or no longer. */
  onShown?: (isShown: boolean) => void;
  dialogs?: FileDialogs;
  /** How many printers the system knows; left out where nobody can ask it. */
  printers?: () => Promise<PrinterList | null>;
  /** Papers as files and in print; reached through the shell. */
  office?: PaperOffice;
  /** The core must be begun anew, in a new process: its store's connection is no longer to be trusted. */
  onBroken?: (reason: 'io_error') => void;
}

export type ChangeListener = (topic: Topic, ids: readonly string[]) => void;

/** The whole seat without its window: what `process.ts` puts on message ports, and tests call directly. */
export interface Core {
  /** One per window; nobody is signed in at first. */
  openWindow(): Caller;
  closeWindow(caller: Caller): void;
  /** Answers every request, whatever comes; waits for the store where it is still being opened. Never rejects. */
  request(caller: Caller, name: string, input: unknown): Promise<Answer<unknown>>;
  /**
   * Somebody wants to close the window or quit: how many calls of those signed in lack their end. Where there are some,
   * the windows are told, so that they lead there.
   */
  askToLeave(): number;
  /** The PC was locked or goes to sleep: so does the seat. */
  lockAll(): void;
  /** A link of the telephone system that the operating system was asked to open. */
  followCall(uri: CallUri): void;
  /** Tells what changed, never data. Returns how to stop. */
  onChanged(listener: ChangeListener): () => void;
  /** Resolves when the store was opened, or is known not to open. */
  whenOpened(): Promise<void>;
  /** The use cases and the sync engine while the store is open; for harnesses. */
  desk(): Desk | undefined;
  /** The daily backups while the store is open; for harnesses. */
  backups(): Backups | undefined;
  /** Ends the round in hand (2 s at most), wipes, closes the store. */
  stop(): Promise<void>;
}

/** The only place that wires the core. Begins to open the store at once. */
export function createCore(config: CoreConfig, ports: CorePorts): Core {
  const { log, clock = realClock, timer = realTimer, random = Math.random } = ports;
  const listeners = new Set<ChangeListener>();
  const announce = createAnnouncer((topic, ids) => {
    for (const listener of listeners) listener(topic, ids);
  });
  let desk: Desk | undefined;
  let reader: Reader | undefined;
  let backups: Backups | undefined;
  let releases: ReleaseClient | undefined;
  let line: { network: Network; tester: LineTester } | undefined;
  let opened: Omit<Opened, 'clockOffset' | 'isSeats'> | undefined;
  const clean = createCleaner(config.cleanerScript ?? null);
  const windows = new Windows();
  let isStopping = false;
  let callOffReserve: () => void = () => undefined;

  const practice = new Practice({
    folder: join(config.dataFolder, 'practice'),
    callersFile: config.practiceCallers,
    nativeBinding: config.nativeBinding,
    real: () => desk && realSeatOf(desk),
    clock,
    timer,
    random,
    announce,
    log,
  });

  const resolveProxy = ports.resolveProxy ?? (() => Promise.resolve('DIRECT'));
  const firstStart = new FirstStart(join(config.dataFolder, 'starts.json'), config.version);
  const story = new Story(join(config.dataFolder, 'first-start.json'), firstStart, () => clock.now());
  const { policy, line: linePolicy, view: policyView } = policyInForce(config);
  if (policyView.fault !== null) log({ event: 'policy', what: 'refused', outcome: policyView.fault.reason });
  const settings = underPolicy(ports.settings, policy);
  const idleMinutes = policy?.lock?.idleMinutes;
  const endPractice = (caller: Caller) => practice.end(caller, 'signed_out');
  const lock = new SeatLock({ idleMinutes, clock, timer, announce, desk: () => desk, endPractice });
  const wayOut = firstLine(resolveProxy, linePolicy);
  const byCode = new EnrolmentByCode({ line: wayOut, version: config.version, clock });
  const enrolments = new EnrolmentAtTheDoor({
    byCode,
    files: [config.enrolmentFile, policy?.enrolment?.file ?? ''],
    clock,
    log,
  });

  const keeper = new Keeper({
    config,
    keyStore: ports.keyStore,
    monotonic: () => clock.monotonic(),
    reserveBytes: ports.reserveBytes,
    onIoError: () => {
      log({ event: 'store', what: 'io_error' });
      ports.onBroken?.('io_error');
    },
    story,
    recovery: () => enrolments.recoveryKey(),
    onOpen: (store, access) => {
      log({ event: 'store', what: 'open' });
      enrolments.enrol(store);
      const enrolment = enrolmentOf(store);
      if (enrolment === undefined) {
        enrolments.missing();
        access.key.fill(0);
        return;
      }
      const { centerUrl, token, seat } = enrolment;
      const connect = ports.connectCenter ?? createCenterClient;
      const network = networkOf(store, seat.id);
      const connectAnew = () =>
        connect({
          centerUrl,
          token,
          seatId: seat.id,
          version: config.version,
          line: network,
          auditHead: () => headOf(store),
        });
      const center = connectAnew();
      releases = center.releases;
      line = { network, tester: testerOf(network, enrolment, connectAnew) };
      network.onChanged(() => {
        center.close();
        // What is in hand goes the old way, and may yet fail and ask for quiet.
        void desk?.sync.whenIdle().then(() => desk?.sync.wake('person'));
      });
      const onPhone = ports.onPhone ?? (() => undefined);
      backups = openBackups(store, access, { ...ports, config, clock, timer, announce });
      reader = openReader(config.readerScript, access, timer, log);
      opened = { store, reader, enrolment, backups, ...line };
      desk = new Desk({
        store,
        enrolment,
        center,
        escrow: new Escrow({
          path: keyFileIn(config),
          key: access.key,
          writer: store,
          audit: new AuditChain(store.audit),
          now: () => clock.now(),
        }),
        comparesWithCenter: true,
        reader,
        clean,
        clock,
        // A clock of a test stands for both.
        sinceBoot: clock === realClock ? sinceBoot : () => clock.monotonic(),
        timer,
        random,
        announce: practice.besideCalls(announce),
        log,
        dialogs: ports.dialogs,
        office: ports.office,
        // Whoever is away from a locked seat answers no telephone there.
        signedIn: () => windows.people((caller) => !lock.isLocked(caller)),
        onPhone,
        onShown: ports.onShown,
      });
      desk.startSync();
      void desk.telephony.start();
      backups.start();
      updates.start();
      callOffReserve = timer.after(RESERVE_FIRST_MS, keepReserve);
    },
  });

  /** Only at the door of a PC that is no seat: an enrolled one is renewed by a signed file. */
  async function redeem(asked: Input<'enrolment.redeem'>): Promise<void> {
    const state = keeper.state();
    const isAtDoor =
      state.kind === 'open'
        ? desk === undefined
        : state.kind === 'failed' && ENROLMENT_FAILURES.includes(state.error.code);
    if (!isAtDoor) throw new Refusal('not_allowed');
    await enrolments.redeem(asked);
    keeper.close();
    await (opening = keeper.open());
    announce('app');
  }

  function networkOf(store: Store, seatId: string): Network {
    return new Network({
      meta: store.meta,
      writer: store,
      audit: new AuditChain(store.audit),
      clock,
      announce,
      seatId,
      resolveProxy,
      clockOffset: () => desk?.centerClock.offset() ?? null,
      policy: linePolicy,
    });
  }

  function testerOf(network: Network, enrolment: Enrolment, connect: () => CenterClient): LineTester {
    const { centerUrl, seat } = enrolment;
    const { version } = config;
    return new LineTester({
      line: network,
      centerUrl,
      connect,
      isSigned: (...signed) => desk?.keys.isSigned(...signed) ?? false,
      clock,
      announce,
      seatId: seat.id,
      version,
    });
  }

  function keepReserve(): void {
    if (keeper.keepReserve()) announce('app');
    callOffReserve = timer.after(RESERVE_EVERY_MS, keepReserve);
  }

  const care = new Care({
    config,
    keyStore: ports.keyStore,
    settings,
    storeState: () => keeper.state(),
    opened: () =>
      opened && { ...opened, clockOffset: () => desk?.centerClock.offset() ?? null, isSeats: true },
    printers: ports.printers,
    dialogs: ports.dialogs,
    clock,
    announce,
    reserveBytes: ports.reserveBytes,
  });
  const updates = openUpdates({
    ...ports,
    config,
    policy: policy?.updates,
    desk: () => desk,
    releases: () => releases,
    clock,
    timer,
    random,
    announce,
  });
  const handlerParts = {
    config,
    keeper,
    settings,
    policyView,
    firstStart,
    story,
    updates,
    announce,
    enrolmentFailure: () => enrolments.failure,
    redeem,
    practice,
    lock,
    network: () => line,
    care,
  };
  const router = new Router({
    handlers: withPractice(
      createHandlers({ ...handlerParts, desk: () => desk }),
      createHandlers({ ...handlerParts, desk: () => practice.desk() }),
      practice,
    ),
    log,
    isLocked: (caller) => lock.isLocked(caller),
    checksOutput: ports.checksOutput ?? false,
    monotonic: () => clock.monotonic(),
  });
  let opening = keeper.open();
  let again: Promise<void> | undefined;

  /** Somebody asks how things stand, perhaps after laying another enrolment file: a seat that has none looks again. */
  async function lookAgain(): Promise<void> {
    const state = keeper.state();
    if (state.kind !== 'failed' || !ENROLMENT_FAILURES.includes(state.error.code)) return;
    enrolments.failure = null;
    again ??= (opening = keeper.open()).finally(() => (again = undefined)); // one for all who ask meanwhile
    await again;
  }

  return {
    openWindow: () => windows.open(),
    closeWindow(caller) {
      practice.end(caller, 'window_closed');
      lock.left(caller);
      windows.close(caller);
    },
    async request(caller, name, input) {
      await opening;
      if (name === 'app.state') await lookAgain();
      if (isStopping) return { ok: false, error: { code: 'store_locked' } };
      return router.request(caller, name, input);
    },
    askToLeave() {
      const people = new Set(windows.people().map(({ id }) => id));
      const open = [...people].flatMap((id) => desk?.store.drafts.openCallsOf(id) ?? []);
      if (open.length > 0) {
        announce(
          'leaving',
          open.map(({ id }) => id),
        );
      }
      return open.length;
    },
    lockAll: () => lock.lockAll(),
    followCall: (uri) => desk?.telephony.follow(uri),
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenOpened: () => opening,
    desk: () => desk,
    backups: () => backups,
    async stop() {
      isStopping = true;
      lock.stop();
      await opening;
      care.selfCheck.stop();
      opened = undefined;
      callOffReserve();
      await updates.stop();
      await backups?.stop();
      await practice.stop();
      line?.tester.stop();
      await desk?.stop();
      await reader?.stop();
      keeper.close();
    },
  };
}
