import type { RequestName } from './contract';

/** The contract's names alone, without zod, so that the sandboxed preload stays tiny. A test holds it to the contract. */
export const REQUEST_NAMES = [
  'app.state',
  'store.create',
  'store.unlock',
  'session.people',
  'session.signIn',
  'session.signOut',
  'settings.save',
  'bundle.current',
  'bundle.get',
  'call.start',
  'call.finish',
  'call.revise',
  'recents.list',
  'call.takeOver',
  'call.backEnter',
  'draft.list',
  'draft.get',
  'draft.save',
  'queue.counts',
  'queue.list',
  'queue.detail',
  'queue.retry',
  'change.open',
  'change.view',
  'change.decide',
  'carry.state',
  'carry.export',
  'carry.import',
  'repeats.find',
  'review.add',
  'lead.alerts',
  'lead.acknowledge',
  'sync.state',
  'ledger.day',
  'ledger.list',
  'ledger.openCalls',
  'ledger.signOff',
  'phone.state',
  'phone.missed',
  'phone.explain',
  'phone.settings',
  'phone.configure',
  'practice.begin',
  'practice.state',
  'practice.nextCaller',
  'practice.score',
  'practice.history',
  'practice.reopen',
  'practice.answer',
  'practice.end',
  'practice.takeRealCall',
  'practice.wipe',
] as const satisfies readonly RequestName[];

/** What the preload puts on `window.seat`. The window knows no other way out. */
export interface SeatBridge {
  /** Resolves with the core's answer envelope, unvalidated: the window's client parses it. */
  request(name: string, input: unknown): Promise<unknown>;
  /** Tells of `{changed: topic, ids}` messages; returns how to stop. */
  onChanged(listener: (message: unknown) => void): () => void;
}
