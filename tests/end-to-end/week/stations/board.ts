import { expect } from 'vitest';
import type { CaseBoard } from '../../../../src/shared/ipc/contract';
import type { Office } from '../office';
import type { SeededCase } from '../month/seeded-month';
import { dayAfter } from '../week-clock';

/** The board of cases under a supervisor's hands. */
export class Board {
  constructor(private readonly office: Office) {}

  private get page() {
    return this.office.page;
  }

  async open(): Promise<void> {
    await this.office.hands.press('Alt+8');
    await this.page.getByTestId('part-bar').waitFor();
  }

  async list(part: string): Promise<void> {
    await this.page.locator(`[data-part=${part}]`).click();
    await this.page.locator(`[data-part=${part}][aria-checked=true]`).waitFor();
  }

  /** Finds a case by its number in one of the lists, by the key for searching. */
  async find(part: string, number: string): Promise<void> {
    await this.list(part);
    await this.office.hands.press('Control+f');
    await this.office.hands.type(number);
    await this.page.locator(`[data-testid=case-sheet][data-case="${number}"]`).waitFor();
    // Keys of the acts are for the sheet, not for the field.
    await this.page.getByTestId('case-item').filter({ hasText: number }).click();
  }

  async forgetSearch(): Promise<void> {
    await this.office.hands.press('Control+f');
    await this.office.hands.press('Delete');
  }

  async stage(number: string, stage: string): Promise<void> {
    await this.page.locator(`[data-testid=case-sheet][data-case="${number}"][data-stage=${stage}]`).waitFor();
  }

  /** An act's dialog by its key; `fill` answers it; it is gone once the act is taken. */
  async act(key: string, fill: () => Promise<void>): Promise<void> {
    await this.office.hands.press(key);
    const dialog = this.page.getByTestId('act-dialog');
    await dialog.waitFor();
    await fill();
    await this.page.getByTestId('act-submit').click();
    await dialog.waitFor({ state: 'detached' });
  }

  async check(field: string, value: string): Promise<void> {
    await this.page.locator(`[data-choice=${field}] [data-value="${value}"]`).check();
  }

  async fill(field: string, text: string): Promise<void> {
    await this.page.locator(`input[data-field=${field}], textarea[data-field=${field}]`).first().fill(text);
  }

  async choose(field: string, words: string | RegExp): Promise<void> {
    await this.page.locator(`[role=combobox][data-field=${field}]`).click();
    await this.page.getByRole('option', { name: words }).click();
  }

  /** The board as shown, held against what the test knows of all cases; `urging` is looked at by itself. */
  async expectCounts(cases: readonly SeededCase[], today: string): Promise<CaseBoard['counts']> {
    const expected = countsOf(cases, today);
    await expect.poll(() => this.office.shownBoard()).toMatchObject(expected);
    return this.office.shownBoard();
  }
}

/** How many stand in each list by the notice's arithmetic: natural days, the day of acceptance not counted. */
export function countsOf(cases: readonly SeededCase[], today: string) {
  const open = cases.filter(({ stage }) => stage !== 'closed');
  const due = (from: string, to: string) => open.filter(({ dueOn }) => dueOn >= from && dueOn <= to).length;
  const at = (stage: string) => cases.filter((each) => each.stage === stage).length;
  return {
    overdue: due('', dayAfter(today, -1)),
    today: due(today, today),
    tomorrow: due(dayAfter(today, 1), dayAfter(today, 1)),
    week: due(dayAfter(today, 2), dayAfter(today, 7)),
    later: due(dayAfter(today, 8), '9999-12-31'),
    new: at('new'),
    handling: at('handling'),
    replying: at('replying'),
    feedback: at('feedback'),
    closed: at('closed'),
  };
}
