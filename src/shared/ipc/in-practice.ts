import type { RequestName } from './contract';

/**
 * What becomes of a request of a window that practises: `practice`: the practice desk answers, by the same use case;
 * `real`: it is about the PC or the practice itself, and touches no call; `refused`: not while one practises. Every
 * request must be decided here: one that is not does not compile.
 */
export const IN_PRACTICE = {
  'app.state': 'real',
  'store.create': 'refused',
  'store.unlock': 'refused',
  'session.people': 'real',
  'session.signIn': 'refused',
  // Leaves practice first.
  'session.signOut': 'practice',
  // How the window looks; nothing that the province decides.
  'settings.save': 'real',
  'bundle.current': 'practice',
  'bundle.get': 'practice',
  'call.start': 'practice',
  'call.finish': 'practice',
  'call.revise': 'practice',
  'draft.list': 'practice',
  'draft.get': 'practice',
  'draft.save': 'practice',
  'queue.counts': 'practice',
  'queue.list': 'practice',
  'queue.detail': 'practice',
  'queue.retry': 'practice',
  'change.open': 'practice',
  'change.view': 'practice',
  'change.decide': 'practice',
  'review.add': 'practice',
  'lead.alerts': 'practice',
  'lead.acknowledge': 'practice',
  'sync.state': 'practice',
  'recents.list': 'practice',
  'repeats.find': 'practice',
  // An exercise leaves the PC by no way at all.
  'carry.state': 'refused',
  'carry.export': 'refused',
  'carry.import': 'refused',
  'call.takeOver': 'refused',
  'call.backEnter': 'practice',
  'ledger.day': 'practice',
  'ledger.list': 'practice',
  'ledger.openCalls': 'practice',
  'ledger.signOff': 'practice',
  // A real caller who rings is heard in practice, too; the telephone itself is no exercise.
  'phone.state': 'real',
  'phone.missed': 'real',
  'phone.explain': 'refused',
  'phone.settings': 'real',
  'phone.configure': 'refused',
  'practice.begin': 'real',
  'practice.state': 'real',
  'practice.nextCaller': 'real',
  'practice.score': 'real',
  'practice.history': 'real',
  'practice.reopen': 'real',
  'practice.answer': 'real',
  'practice.end': 'real',
  'practice.takeRealCall': 'real',
  'practice.wipe': 'real',
} as const satisfies Record<RequestName, 'practice' | 'real' | 'refused'>;
