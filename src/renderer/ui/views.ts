// Every view of the window and the states it can stand in. What is not named here can't be shown: pages, doors, dialogs,
// blocks beside a call and the notices of a state all ask for a name. tests/views walks to each of them and fails where
// one was left out, or where axe finds a barrier in one.

export type ViewState = 'ready' | 'empty' | 'loading' | 'failed';

export const VIEWS = {
  // before the desk
  starting: ['loading'],
  'core-silent': ['ready'],
  blocked: ['ready'],
  'not-enrolled': ['ready', 'failed'],
  'new-passphrase': ['ready', 'failed'],
  unlock: ['ready', 'failed'],
  'sign-in': ['ready', 'loading', 'failed'],
  'door-handbook': ['ready'],
  // the lock
  lock: ['ready', 'failed'],
  'hand-over': ['ready', 'loading', 'failed'],
  'idle-warning': ['ready'],
  'password-notice': ['ready'],
  'change-password': ['ready', 'failed'],
  // around every page
  page: ['loading'],
  broken: ['failed'],
  degraded: ['failed'],
  offline: ['ready'],
  clock: ['ready'],
  ringing: ['ready'],
  'major-lead': ['ready', 'failed'],
  tour: ['ready'],
  handbook: ['ready', 'empty'],
  leave: ['ready', 'failed'],
  'shortcut-sheet': ['ready'],
  'command-bar': ['ready', 'empty'],
  'command-menu': ['ready'],
  // taking calls
  intake: ['ready', 'loading', 'failed'],
  idle: ['ready'],
  'end-first': ['ready'],
  call: ['ready', 'loading', 'failed'],
  'call-notices': ['ready'],
  refused: ['ready'],
  'hang-up': ['ready'],
  'save-failed': ['ready'],
  transfer: ['ready', 'failed'],
  'finished-call': ['ready', 'loading', 'failed'],
  'taken-over': ['ready'],
  // the steps of a call, and what opens in them
  'step-greeting': ['ready'],
  'step-purpose': ['ready'],
  'step-scope': ['ready'],
  'step-identity': ['ready'],
  'step-target': ['ready'],
  'step-address': ['ready'],
  'step-pollution': ['ready'],
  'step-wishes': ['ready'],
  'step-read_back': ['ready'],
  'step-deadline': ['ready'],
  'step-closing': ['ready'],
  'caller-number': ['ready'],
  consultation: ['ready'],
  'out-of-scope': ['ready'],
  'named-identity': ['ready'],
  'catalog-options': ['ready', 'empty'],
  'address-offers': ['ready'],
  'industry-offers': ['ready'],
  'pollution-proposals': ['ready'],
  'referral-offers': ['ready'],
  // beside a call
  'side-call': ['ready'],
  'side-completeness': ['ready'],
  'side-scope-doubt': ['ready'],
  'side-lead': ['ready'],
  'side-deadline': ['ready'],
  'side-attachments': ['ready'],
  'side-repeats': ['ready'],
  'side-identity': ['ready'],
  // the other pages
  queue: ['ready', 'empty', 'loading', 'failed'],
  'queue-detail': ['ready', 'loading', 'failed'],
  'open-amendments': ['ready'],
  amendment: ['ready', 'loading', 'failed'],
  carry: ['ready', 'loading', 'failed'],
  revise: ['ready', 'failed'],
  arrival: ['ready'],
  'arrival-days': ['ready'],
  'arrival-alarm': ['ready'],
  'arrival-filter': ['ready'],
  review: ['ready', 'empty', 'loading', 'failed'],
  'review-sheet': ['ready', 'loading', 'failed'],
  ledger: ['ready', 'empty', 'loading', 'failed'],
  'open-calls': ['ready', 'failed'],
  'missed-calls': ['ready', 'failed'],
  reason: ['ready', 'failed'],
  'back-entry': ['ready', 'failed'],
  settings: ['ready', 'failed'],
  'settings-network': ['ready', 'failed'],
  'authority-file': ['ready', 'failed'],
  'line-test': ['ready', 'failed'],
  'settings-phone': ['ready', 'failed'],
  // people and keys
  roster: ['ready'],
  'bundle-refused': ['ready'],
  'keys-refused': ['ready'],
  'identity-request': ['ready', 'loading', 'failed'],
  'identity-shown': ['ready'],
  // what is learnt from the numbers
  statistics: ['ready', 'empty', 'loading', 'failed'],
  'statistics-overview': ['ready'],
  'statistics-matters': ['ready'],
  'statistics-places': ['ready'],
  'statistics-patterns': ['ready'],
  'statistics-repeated': ['ready'],
  'statistics-late': ['ready'],
  'statistics-agents': ['ready'],
  'statistics-save': ['ready', 'failed'],
  'repeat-cause': ['ready', 'failed'],
  // the day's leads
  'daily-sheet': ['ready', 'empty', 'loading', 'failed'],
  'sheet-step': ['ready'],
  'sheet-save': ['ready', 'failed'],
  'sheet-grade': ['ready', 'failed'],
  'sheet-sign': ['ready', 'failed'],
  'sheet-export': ['ready', 'failed'],
  'sheet-import': ['ready', 'empty', 'failed'],
  'review-lead': ['ready', 'loading', 'failed'],
  quality: ['ready', 'empty', 'loading', 'failed'],
  // the city, as the center knows it
  region: ['ready', 'empty', 'loading', 'failed'],
  // practice
  'room-change': ['loading'],
  'seat-down': ['ready', 'failed'],
  practice: ['ready', 'empty', 'loading', 'failed'],
  'practice-choose': ['ready', 'loading'],
  'practice-history': ['ready', 'failed'],
  'practice-band': ['ready'],
  'practice-interrupted': ['ready'],
  'caller-strip': ['ready'],
  score: ['ready', 'loading', 'failed'],
  drill: ['ready', 'failed'],
  // the PC itself
  'self-check': ['ready', 'empty', 'loading', 'failed'],
  // settings: what others made
  licences: ['ready', 'empty', 'loading', 'failed'],
  'audit-verification': ['ready', 'failed'],
  support: ['ready', 'failed'],
  'support-preview': ['ready', 'failed'],
  // what an administrator laid down
  'settings-policy': ['ready', 'failed'],
  'update-failing': ['ready'],
  // the program itself
  updates: ['ready', 'empty', 'loading', 'failed'],
  'update-staged': ['ready'],
  'update-progress': ['ready'],
  'update-story': ['ready', 'failed'],
  // reports of investigation
  investigations: ['ready', 'empty', 'loading', 'failed'],
  investigation: ['ready', 'loading', 'failed'],
  'investigation-preview': ['ready'],
  'investigation-sign': ['ready', 'failed'],
  'investigation-replies': ['ready', 'failed'],
  'investigation-history': ['ready', 'failed'],
  'investigation-docx': ['ready', 'failed'],
  // cases
  cases: ['ready', 'empty', 'loading', 'failed'],
  'case-sheet': ['ready', 'loading', 'failed'],
  'case-act': ['ready', 'failed'],
  referral: ['ready', 'loading', 'failed'],
  'bulk-referral': ['ready', 'loading', 'failed'],
  directory: ['ready', 'empty', 'loading', 'failed'],
  'directory-entry': ['ready', 'failed'],
  // what is kept of identities
  'settings-retention': ['ready', 'loading', 'failed'],
  retention: ['ready', 'failed'],
  // privacy
  'off-clipboard': ['ready'],
} as const satisfies Record<string, readonly ViewState[]>;

export type View = keyof typeof VIEWS;
/** Views that can stand in a state, by the table. */
export type ViewIn<S extends ViewState> = {
  [V in View]: S extends (typeof VIEWS)[V][number] ? V : never;
}[View];

export interface Mark {
  'data-view': string;
}

/** Goes on the outermost element of a view, or of what is shown in place of it while it stands in another state. */
export function marked<S extends ViewState = 'ready'>(view: ViewIn<S>, state?: S): Mark {
  return { 'data-view': `${view}:${state ?? 'ready'}` };
}
