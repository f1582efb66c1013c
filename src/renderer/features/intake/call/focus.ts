import type { Settings } from '../../../../shared/ipc/contract';

const STOPS = [
  'input:not([disabled], [tabindex="-1"])',
  'textarea:not([disabled], [aria-hidden="true"])',
  '[role=radio][tabindex="0"]:not([disabled])',
  '[data-type]:not([disabled])',
].join(', ');

const isFillable = (stop: Element) => stop.closest('[data-filled]') !== null;

/** Places to type or choose at, in order; a group of types counts once. */
function stopsIn(form: Element): HTMLElement[] {
  const groups = new Set<Element | null>();
  return [...form.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => {
    if (!stop.hasAttribute('data-type')) return true;
    const group = stop.closest('[data-field]');
    if (groups.has(group)) return false;
    groups.add(group);
    return true;
  });
}

const confirmIn = (root: Element) => root.querySelector<HTMLElement>('[data-confirm]:not([disabled])');
const onwardIn = (root: Element) => root.querySelector<HTMLElement>('[data-onward]');
const formIn = (root: Element) => root.querySelector('[data-step-form]');

function emptyStop(root: Element): HTMLElement | undefined {
  const form = formIn(root);
  if (form === null) return undefined;
  return stopsIn(form).find((stop) => stop.closest('[data-filled]')?.getAttribute('data-filled') === 'no');
}

/** On entering a step: the line's confirm key if Enter is it, else the first open question, else the way on. */
export function focusStep(root: Element, confirmKey: Settings['confirmKey']): void {
  const confirm = confirmKey === 'enter' ? confirmIn(root) : null;
  (confirm ?? emptyStop(root) ?? confirmIn(root) ?? onwardIn(root))?.focus();
}

/** After a line was said: the open question it asked, else the next line, else the way on. */
export function focusAfterLine(root: Element): void {
  (emptyStop(root) ?? confirmIn(root) ?? onwardIn(root))?.focus();
}

export function focusLine(root: Element): void {
  (confirmIn(root) ?? emptyStop(root))?.focus();
}

/** The place where a problem can be put right: its field, or the confirm key for a line. */
export function focusProblem(root: Element, field: string): void {
  const place = [...root.querySelectorAll('[data-field]')].find(
    (each) => each.getAttribute('data-field') === field,
  );
  const stop = place ? stopsIn(place)[0] : undefined;
  (stop ?? confirmIn(root))?.focus();
}

/** Enter in a one-line field: on to the next place; false where there is none left in this step. */
export function focusNextStop(root: Element, from: Element): boolean {
  const form = formIn(root);
  if (form === null) return false;
  const stops = stopsIn(form).filter(isFillable);
  const next = stops.find(
    (stop) => (from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  next?.focus();
  return next !== undefined;
}

/** Into a block beside the form: its first open question, else its first thing to do. */
export function focusPanel(root: Element, name: string): void {
  const panel = root.querySelector(`[data-panel="${name}"]`);
  const buttons = 'button:not([disabled], [tabindex="-1"])';
  const first = panel?.querySelector<HTMLElement>(`[data-question] ${buttons}`);
  (first ?? panel?.querySelector<HTMLElement>(buttons))?.focus();
}

/** Marks the question in hand as not obtained, in one of the three ways: the one with the focus, else the first open. */
export function markMissing(root: Element, missing: string): void {
  const form = formIn(root);
  const here = document.activeElement?.closest('[data-field]');
  const asked =
    here && form?.contains(here) ? [here] : [...(form?.querySelectorAll('[data-filled=no]') ?? [])];
  const toggles = asked.map((field) => field.querySelector<HTMLElement>(`[data-missing="${missing}"]`));
  toggles.find((toggle) => toggle !== null)?.click();
}

/** To the first likely repeat, or their block; from there back to the form. */
export function focusRepeats(root: Element): void {
  const block = root.querySelector<HTMLElement>('[data-panel=repeats]');
  if (block === null) return;
  if (block.contains(document.activeElement)) focusAfterLine(root);
  else (block.querySelector<HTMLElement>('[data-candidate]') ?? block).focus();
}

/** From a place beside the form back into it: the open question, else the way on. */
export function focusForm(beside: Element): void {
  const root = beside.closest('[data-step]');
  if (root !== null) focusAfterLine(root);
}
