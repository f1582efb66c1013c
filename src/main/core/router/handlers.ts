import { findCity } from '../../../shared/catalog/areas';
import {
  DEFAULT_SETTINGS,
  type AppState,
  type Input,
  type Output,
  type Settings,
  type SyncState,
} from '../../../shared/ipc/contract';
import type { Failure } from '../../../shared/ipc/errors';
import type { Announce, CoreConfig, SettingsStore } from '../ports';
import { practiceHandlers } from '../practice/handlers';
import type { Practice } from '../practice/practice';
import { Refusal } from '../refusal';
import type { Care } from '../self-check/care';
import type { Desk } from '../desk';
import type { SeatLock } from '../session/seat-lock';
import type { Caller } from '../session/sessions';
import type { LineTester } from '../sync/line/line-tester';
import type { Network } from '../sync/line/network';
import type { FirstStart } from '../updates/first-start';
import type { Story } from '../updates/story';
import type { Updates } from '../updates/updates';
import type { Keeper } from '../vault/keeper';
import type { Handlers } from './router';
import { careHandlers } from './care-handlers';
import { lockHandlers } from './lock-handlers';
import { updateHandlers } from './update-handlers';
import { workbenchHandlers } from './workbench-handlers';

export interface HandlerParts {
  config: Pick<CoreConfig, 'version' | 'runtime' | 'isDemo'>;
  keeper: Keeper;
  settings: SettingsStore;
  policyView: Output<'policy.view'>;
  firstStart: FirstStart;
  story: Story;
  updates: Updates;
  announce: Announce;
  /** The use cases over the open store; undefined while it is shut or not enrolled. */
  desk: () => Desk | undefined;
  /** The line to the real center; undefined while the store is shut. */
  network: () => { network: Network; tester: LineTester } | undefined;
  enrolmentFailure: () => Failure | null;
  /** Makes this PC a seat by a one-time code. */
  redeem: (input: Input<'enrolment.redeem'>) => Promise<void>;
  practice: Practice;
  lock: SeatLock;
  care: Care;
}

const NO_SYNC: SyncState = {
  link: 'unknown',
  cause: null,
  owed: 0,
  oldestOwedAt: null,
  lastContactAt: null,
  lastReceiptAt: null,
  nextRoundAt: null,
  clockOffsetMs: null,
  clockJumpMs: null,
};

/** The contract, each request to its use case. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { keeper, settings, announce, config, practice, lock } = parts;

  /** Throws why there is nothing to work with: the store's own failure, locked, or not enrolled. */
  function desk(): Desk {
    const open = parts.desk();
    if (open) return open;
    const store = keeper.state();
    if (store.kind === 'failed') throw new Refusal(store.error.code, store.error.params);
    if (store.kind !== 'open') throw new Refusal('store_locked');
    const failure = parts.enrolmentFailure();
    throw failure ? new Refusal(failure.code, failure.params) : new Refusal('not_enrolled');
  }

  function line(): { network: Network; tester: LineTester } {
    const open = parts.network();
    if (open) return open;
    desk();
    throw new Refusal('store_locked');
  }

  async function loadSettings(): Promise<Settings> {
    return settings.load().catch(() => DEFAULT_SETTINGS);
  }

  function seat(caller: Caller): AppState['seat'] {
    const enrolled = practice.seatOf(caller) ?? parts.desk()?.seat;
    if (enrolled === undefined) return null;
    const { id, unitCode } = enrolled;
    const unitName = findCity(unitCode)?.name ?? unitCode;
    return { id, unitName };
  }

  function passwordState({ person }: Caller): AppState['password'] {
    const open = parts.desk();
    return person && open ? open.sessions.passwordOf(person, open.centerClock.now()) : null;
  }

  const startCall: Handlers['call.start'] = (_, { person }) => desk().drafts.start(person);

  return {
    ...practiceHandlers(practice, startCall),
    ...careHandlers(parts.care),
    ...workbenchHandlers(() => desk().workbench),
    'app.state': async (_, caller) => ({
      version: config.version,
      runtime: config.runtime,
      isDemo: config.isDemo,
      seat: seat(caller),
      store: keeper.state(),
      enrolment: parts.enrolmentFailure(),
      roster: parts.desk()?.roster.state() ?? null,
      person: caller.person,
      password: passwordState(caller),
      practice: practice.modeOf(caller),
      settings: await loadSettings(),
    }),
    'store.create': async ({ passphrase }) => {
      const state = await keeper.create(passphrase);
      announce('app');
      return state;
    },
    'store.unlock': async ({ passphrase }) => {
      const state = await keeper.unlock(passphrase);
      announce('app');
      return state;
    },
    'enrolment.redeem': async (input) => {
      await parts.redeem(input);
      return {};
    },
    'session.people': () => desk().sessions.people(),
    'session.signIn': async ({ personId, password }, caller) => {
      if (lock.isLocked(caller)) throw new Refusal('locked');
      const person = await desk().sessions.signIn(caller, personId, password);
      lock.seated(caller);
      keeper.startedWell();
      parts.firstStart.startedWell();
      return person;
    },
    'session.signOut': (_, caller) => {
      desk().sessions.signOut(caller);
      lock.left(caller);
      return {};
    },
    'session.changePassword': async ({ password, newPassword }, { person }) => {
      const expiresAt = await desk().sessions.changePassword(person, password, newPassword);
      announce('app');
      return { expiresAt };
    },
    ...lockHandlers(lock),
    'settings.save': async (input) => {
      await settings.save(input);
      announce('app');
      return input;
    },
    'policy.view': () => parts.policyView,
    ...updateHandlers(parts),
    'bundle.current': () => desk().bundles.inForce(desk().centerClock.now()),
    'bundle.get': ({ version }) => desk().bundles.get(version),
    'call.start': startCall,
    'call.finish': (input, { person }) => desk().calls.finish(person, input),
    'call.revise': (input, { person }) => desk().calls.revise(person, input),
    'recents.list': (_, { person }) => desk().calls.recents(person),
    'call.takeOver': (input, { person }) => desk().takeovers.take(person, input),
    'call.backEnter': (input, { person }) => desk().backEntries.enter(person, input),
    'draft.list': (_, { person }) => desk().drafts.list(person),
    'draft.get': ({ id }, { person }) => desk().drafts.get(person, id),
    'draft.save': (input, { person }) => desk().drafts.save(person, input),
    'attachment.begin': (input, { person }) => desk().attachments.begin(person, input),
    'attachment.piece': (input, { person }) => desk().attachments.piece(person, input),
    'attachment.end': ({ uploadId }, { person }) => desk().attachments.end(person, uploadId),
    'attachment.list': ({ callId }, { person }) => desk().attachments.list(person, callId),
    'attachment.remove': ({ id, isRemoved }, { person }) => desk().attachments.remove(person, id, isRemoved),
    'attachment.read': ({ id, offset }, { person }) => desk().attachments.read(person, id, offset),
    'attachment.retry': ({ id }, { person }) => desk().attachments.retry(person, id),
    'queue.counts': (_, { person }) => desk().queue.counts(person),
    'queue.list': (input, { person }) => desk().queue.list(person, input),
    'queue.detail': ({ id }, { person }) => desk().queue.detail(person, id),
    'queue.retry': ({ id }, { person }) => desk().retry(person, id),
    'change.open': (_, { person }) => desk().amendments.open(person),
    'change.view': ({ position }, { person }) => desk().amendments.view(person, position),
    'change.decide': (input, { person }) => desk().amendments.decide(person, input),
    'carry.state': () => desk().carriages.state(),
    'carry.export': ({ days }, { person }) => desk().carriages.export(person, days),
    'carry.import': (_, { person }) => desk().carriages.import(person),
    'repeats.find': (input, { person }) => desk().repeats.find(person, input),
    'review.add': (input, { person }) => desk().reviews.add(person, input),
    'lead.alerts': (_, { person }) => desk().leads.list(person),
    'lead.acknowledge': ({ seq }, { person }) => desk().leads.acknowledge(person, seq),
    'arrival.proof': ({ withDays }) => desk().arrival.proof(withDays),
    'arrival.check': () => desk().arrival.check(),
    'arrival.handIn': (_, { person }) => desk().arrival.handIn(person),
    'sync.state': () => parts.desk()?.syncState() ?? NO_SYNC,
    'ledger.day': ({ date }, { person }) => desk().ledger.day(person, date),
    'ledger.list': (input, { person }) => desk().ledger.list(person, input),
    'ledger.openCalls': (_, { person }) => desk().ledger.openCalls(person),
    'ledger.signOff': ({ date }, { person }) => desk().ledger.signOff(person, date),
    'region.view': () => desk().region.view(),
    'region.refresh': () => desk().region.refresh(),
    'phone.state': (_, { person }) => desk().telephony.state(person),
    'phone.missed': () => desk().telephony.missed(),
    'phone.explain': (input, { person }) => desk().telephony.explain(person, input),
    'phone.settings': () => desk().telephony.settings(),
    'phone.configure': (input, { person }) => desk().telephony.configure(person, input),
    'network.settings': () => line().network.settings(),
    'network.configure': (input, { person }) => line().network.configure(person, input),
    'network.checkAuthorities': ({ pem }) => line().network.checkAuthorities(pem),
    'network.trustAuthorities': ({ pem }, { person }) => line().network.trustAuthorities(person, pem),
    'network.test': () => line().tester.start(),
    'network.report': () => line().tester.report(),
    'identity.standing': ({ recordId }, { person }) => desk().identities.standing(person, recordId),
    'identity.ask': (input, { person }) => desk().identities.ask(person, input),
    'identity.reveal': ({ requestId }, { person }) => desk().identities.reveal(person, requestId),
    'identity.close': ({ requestId }, { person }) => {
      desk().identities.close(person, requestId);
      return {};
    },
  };
}
