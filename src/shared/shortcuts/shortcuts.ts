/** Where a key means something: on every page, in a call, beside it, in a list, in a review, at a case, while practising. */
export type ShortcutPlace =
  'everywhere' | 'call' | 'side' | 'lists' | 'review' | 'sheet' | 'cases' | 'investigation' | 'practice';

interface Shortcut {
  /** As `aria-keyshortcuts` spells them; the first is the one that is shown. */
  keys: readonly [string, ...string[]];
  place: ShortcutPlace;
}

/**
 * Every key of the seat, once: the window's listener, the menu, the command bar, the F1 sheet, the printed card and
 * the marks on buttons read it here. Texts under `shortcut.<name>` in the locales.
 */
const TABLE = {
  help: { keys: ['F1'], place: 'everywhere' },
  handbook: { keys: ['Shift+F1'], place: 'everywhere' },
  startCall: { keys: ['F3', 'Alt+N'], place: 'everywhere' },
  commandBar: { keys: ['Control+K'], place: 'everywhere' },
  menu: { keys: ['Alt+M'], place: 'everywhere' },
  lock: { keys: ['Control+L'], place: 'everywhere' },
  larger: { keys: ['Control+=', 'Control++'], place: 'everywhere' },
  smaller: { keys: ['Control+-'], place: 'everywhere' },
  usualSize: { keys: ['Control+0'], place: 'everywhere' },
  confirmLine: { keys: ['F2'], place: 'call' },
  back: { keys: ['F7', 'Alt+ArrowLeft'], place: 'call' },
  on: { keys: ['F8', 'Control+Enter'], place: 'call' },
  hangUp: { keys: ['F9'], place: 'call' },
  endDropped: { keys: ['Shift+F9'], place: 'call' },
  transfer: { keys: ['F6'], place: 'call' },
  notAsked: { keys: ['Alt+W'], place: 'call' },
  refused: { keys: ['Alt+J'], place: 'call' },
  unknown: { keys: ['Alt+B'], place: 'call' },
  takeProposals: { keys: ['Alt+T'], place: 'call' },
  previousCall: { keys: ['Control+PageUp'], place: 'call' },
  nextCall: { keys: ['Control+PageDown'], place: 'call' },
  undoFinish: { keys: ['Control+Z'], place: 'call' },
  identity: { keys: ['Alt+I'], place: 'side' },
  repeats: { keys: ['Alt+K'], place: 'side' },
  lead: { keys: ['Alt+G'], place: 'side' },
  search: { keys: ['Control+F'], place: 'lists' },
  pageBack: { keys: ['Alt+PageUp'], place: 'lists' },
  pageOn: { keys: ['Alt+PageDown'], place: 'lists' },
  carry: { keys: ['Alt+U'], place: 'lists' },
  checkRun: { keys: ['Alt+R'], place: 'lists' },
  signDay: { keys: ['F9'], place: 'lists' },
  asTable: { keys: ['Alt+T'], place: 'lists' },
  saveStatistics: { keys: ['Alt+S'], place: 'lists' },
  realCall: { keys: ['F4'], place: 'practice' },
  practiceMore: { keys: ['F5'], place: 'practice' },
  reviewConfirm: { keys: ['F8'], place: 'review' },
  reviewReturn: { keys: ['F9'], place: 'review' },
  sectionBack: { keys: ['F7'], place: 'investigation' },
  sectionOn: { keys: ['F8', 'Control+Enter'], place: 'investigation' },
  previewReport: { keys: ['F6'], place: 'investigation' },
  signReport: { keys: ['F9'], place: 'investigation' },
  caseAnalysed: { keys: ['Alt+A'], place: 'cases' },
  caseSigned: { keys: ['Alt+S'], place: 'cases' },
  caseReferred: { keys: ['F8'], place: 'cases' },
  caseReassigned: { keys: ['Alt+P'], place: 'cases' },
  caseSentBack: { keys: ['Alt+B'], place: 'cases' },
  caseUrged: { keys: ['F9'], place: 'cases' },
  caseSpotChecked: { keys: ['Alt+O'], place: 'cases' },
  caseSupervised: { keys: ['Alt+D'], place: 'cases' },
  caseRaised: { keys: ['Alt+R'], place: 'cases' },
  caseLed: { keys: ['Alt+L'], place: 'cases' },
  caseDoubleChecked: { keys: ['Alt+W'], place: 'cases' },
  caseExtended: { keys: ['Alt+E'], place: 'cases' },
  caseConcluded: { keys: ['Alt+J'], place: 'cases' },
  caseCalledBack: { keys: ['Alt+H'], place: 'cases' },
  caseExplained: { keys: ['Alt+X'], place: 'cases' },
  caseReopened: { keys: ['Alt+Z'], place: 'cases' },
  caseRewardAssessed: { keys: ['Alt+G'], place: 'cases' },
  caseRewardSubmitted: { keys: ['Alt+T'], place: 'cases' },
  caseInvestigate: { keys: ['F6'], place: 'cases' },
  caseBulk: { keys: ['Alt+V'], place: 'cases' },
  caseNeutral: { keys: ['Alt+C'], place: 'cases' },
  caseDirectory: { keys: ['Alt+F'], place: 'cases' },
  leadSeen: { keys: ['Alt+Y'], place: 'review' },
  reviewGrade: { keys: ['F6'], place: 'review' },
  sheetSave: { keys: ['Control+S'], place: 'sheet' },
  sheetAnalyse: { keys: ['F8'], place: 'sheet' },
  sheetSign: { keys: ['F9'], place: 'sheet' },
  sheetExport: { keys: ['Alt+E'], place: 'sheet' },
  sheetPrint: { keys: ['Control+P'], place: 'sheet' },
  sheetImport: { keys: ['Alt+D'], place: 'sheet' },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof TABLE;
export const SHORTCUTS: Readonly<Record<ShortcutName, Shortcut>> = TABLE;
export const SHORTCUT_NAMES = Object.keys(TABLE) as ShortcutName[];

/** A key press, as far as a shortcut depends on it; any KeyboardEvent is one. */
export interface KeyPress {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** True where the press is one of the shortcut's keys. Letters go by their place: an input method may hide the sign. */
export function isPressed(name: ShortcutName, press: KeyPress): boolean {
  return SHORTCUTS[name].keys.some((chord) => isChord(chord, press));
}

function isChord(chord: string, press: KeyPress): boolean {
  const parts = chord.endsWith('++') ? [...chord.slice(0, -2).split('+'), '+'] : chord.split('+');
  const key = parts.at(-1) ?? '';
  const has = (name: string) => parts.slice(0, -1).includes(name);
  if (press.metaKey || press.altKey !== has('Alt') || press.ctrlKey !== has('Control')) return false;
  // Shift is needed to type `+` on many keyboards, so there it says nothing.
  if (key !== '+' && press.shiftKey !== has('Shift')) return false;
  return press.key === key || (/^[A-Z]$/.test(key) && press.code === `Key${key}`);
}

/** How a key is printed on a cap: `Ctrl K`, `Alt ←`. */
export function capOf(name: ShortcutName, place = 0): string {
  const chord = SHORTCUTS[name].keys[place] ?? SHORTCUTS[name].keys[0];
  return chord
    .replace('Control', 'Ctrl')
    .replace('ArrowLeft', '←')
    .replace('PageUp', 'PgUp')
    .replace('PageDown', 'PgDn')
    .replace(/\+(?=.)/g, ' ');
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(name: ShortcutName): string {
  return SHORTCUTS[name].keys.join(' ');
}
