import type { Page } from 'playwright-core';

/** What a call is about, as the agent hears it. */
export interface Complaint {
  city: string;
  county: string;
  detail: string;
  target: string;
  /** Places of the main types on the page, 1 to 9. */
  types: readonly number[];
  description: string;
  wish: string;
}

export interface Reporter {
  name: string;
  phone: string;
}

/** Hands on the keyboard and eyes on the window: it reads the page, and acts by keys alone. */
export class AgentKeyboard {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Moves the focus with Tab until it stands at `selector`; fails where the keyboard can't get there. */
  async tabTo(selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.page.waitForSelector(selector);
    for (let tries = 0; tries < 80; tries += 1) {
      const isThere = await this.page.evaluate(
        (wanted) => document.activeElement?.matches(wanted) ?? false,
        selector,
      );
      if (isThere) return;
      await this.press(key);
    }
    throw new Error(`Not reachable with the keyboard: ${selector}`);
  }

  async typeInto(selector: string, text: string): Promise<void> {
    await this.tabTo(selector);
    await this.type(text);
  }

  /** Through whatever door stands open: makes or types the passphrase, then signs in. */
  async signIn(personId: string, password: string, passphrase: string): Promise<void> {
    const { page } = this;
    const [person, secret] = ['[data-person]', 'input[type=password]'];
    await page.waitForSelector(`${person}, ${secret}`);
    if ((await page.locator(person).count()) === 0) {
      const isNew = (await page.locator(secret).count()) > 1;
      await this.typeInto(secret, passphrase);
      if (isNew) {
        await this.press('Tab');
        await this.type(passphrase);
      }
      await this.press('Enter');
      await page.waitForSelector(person);
    }
    await this.tabTo(person);
    for (let tries = 0; tries < 20; tries += 1) {
      const here = await page.evaluate(() => document.activeElement?.getAttribute('data-person'));
      if (here === personId) break;
      await this.press('ArrowDown');
    }
    await this.press('Enter');
    await this.typeInto(secret, password);
    await this.press('Enter');
    await page.waitForSelector('nav');
  }

  /** From any page to the door, by the button at the end of the pages. */
  async signOut(): Promise<void> {
    await this.press('Alt+1');
    await this.tabTo('nav button:not([aria-keyshortcuts])');
    await this.press('Enter');
    await this.page.waitForSelector('[data-person]');
  }

  /** Closes the tour of a first start. */
  async closeTour(): Promise<void> {
    await this.page.waitForSelector('[role=dialog]');
    await this.press('Escape');
    await this.page.waitForSelector('[role=dialog]', { state: 'detached' });
  }

  async startCall(): Promise<void> {
    await this.press('F3');
    await this.at('greeting');
  }

  /** The call in hand stands at this step. */
  async at(step: string): Promise<void> {
    await this.page.waitForSelector(`[data-testid=call][data-step="${step}"]`);
  }

  /** Says one line of the script and confirms it with its key. */
  async say(lineId: string, key: 'F2' | 'Enter' = 'F2'): Promise<void> {
    const line = `[data-line="${lineId}"]`;
    await this.page.waitForSelector(`${line} [data-confirm]:not([disabled])`);
    await this.press(key);
    // Said, or the step is left with it.
    await this.page.waitForFunction(
      (selector) => document.querySelector(selector)?.getAttribute('data-said') !== 'false',
      line,
    );
  }

  async greet(): Promise<void> {
    await this.say('g_greeting', 'Enter');
    await this.at('purpose');
  }

  /** Presses a digit where the focus stands on a choice of `field`. */
  async choose(field: string, digit: number): Promise<void> {
    await this.tabTo(`[data-field="${field}"] [role=radio], [data-field="${field}"] [data-type]`);
    await this.press(String(digit));
  }

  async onwardTo(step: string): Promise<void> {
    await this.press('F8');
    await this.at(step);
  }

  field(name: string, kind: 'input' | 'textarea' = 'input'): string {
    return `[data-field="${name}"] ${kind}${kind === 'textarea' ? ':not([aria-hidden=true])' : ''}`;
  }

  /** From 来意 to 匿名/实名. */
  async takeAsReport(): Promise<void> {
    await this.choose('purpose', 1);
    await this.at('scope');
    await this.choose('scope.decision', 1);
    await this.at('identity');
  }

  async stayAnonymous(): Promise<void> {
    await this.say('i_choice');
    await this.choose('report.identityChoice', 1);
    await this.onwardTo('target');
  }

  /** `helps`: the reporter asks to help the inspection on site. */
  async giveName({ name, phone }: Reporter, helps = false): Promise<void> {
    await this.say('i_choice');
    await this.choose('report.identityChoice', 2);
    await this.say('i_named');
    await this.say('i_on_site');
    await this.typeInto(this.field('identity.name'), name);
    await this.press('Enter');
    await this.typeInto(this.field('identity.phone'), phone);
    await this.choose('report.onSiteHelp', helps ? 4 : 3);
    await this.onwardTo('target');
  }

  async tellTargetAndPlace(complaint: Complaint): Promise<void> {
    await this.typeInto(this.field('report.target'), complaint.target);
    await this.onwardTo('address');
    await this.tellPlace(complaint);
    await this.onwardTo('pollution');
  }

  /** The whole address in one sentence, as the caller says it; the box tells city, county and township from it. */
  async tellPlace({ city, county, detail }: Complaint): Promise<void> {
    const box = this.field('report.address.detail');
    await this.typeInto(box, `${city === county ? '' : city}${county}${detail}`);
    await this.page.locator('[data-area=county]', { hasText: county }).waitFor();
  }

  async choosePollution(types: readonly number[]): Promise<void> {
    for (const type of types) await this.choose('report.pollution.types', type);
  }

  async describePollution(description: string): Promise<void> {
    await this.typeInto(this.field('report.pollution.description', 'textarea'), description);
  }

  /**
   * A whole call by a caller who gives a name, asks to be called back and is told the second of the three deadlines.
   * Returns the number people use for it.
   */
  async takeReport(complaint: Complaint, reporter: Reporter): Promise<string> {
    await this.startCall();
    await this.greet();
    await this.takeAsReport();
    await this.giveName(reporter);
    await this.tellTargetAndPlace(complaint);
    await this.choosePollution(complaint.types);
    await this.describePollution(complaint.description);
    await this.wishAndClose(complaint.wish, 1, 2);
    return (await this.page.getByTestId('finished-number').textContent()) ?? '';
  }

  /** From 来意 to the end of 污染情况, by a caller who gives no name. */
  async tellAnonymously(complaint: Complaint): Promise<void> {
    await this.takeAsReport();
    await this.stayAnonymous();
    await this.tellTargetAndPlace(complaint);
    await this.choosePollution(complaint.types);
    await this.describePollution(complaint.description);
  }

  /** From 调查诉求 to the end; the caller is told `urgency` (1 urgent … 3 general). `show`: told at each step. */
  async wishAndClose(
    wish: string,
    callback: 1 | 2,
    urgency: 1 | 2 | 3,
    show: (step: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await this.onwardTo('wishes');
    await this.typeInto(this.field('report.investigationWish'), wish);
    await this.choose('report.callbackWish', callback);
    await show('wishes');
    await this.onwardTo('read_back');
    await show('read-back');
    await this.say('r_read_back');
    await this.onwardTo('deadline');
    await this.choose('report.urgency', urgency);
    await show('deadline');
    await this.say('d_deadline');
    await this.answerFlags('yes');
    await this.onwardTo('closing');
    await this.say('c_report');
    await this.finish();
  }

  /** Says yes or no to every flag that the rules ask about. */
  async answerFlags(answer: 'yes' | 'no'): Promise<void> {
    const question = '[data-testid=lead-question]';
    for (let left = await this.page.locator(question).count(); left > 0; left -= 1) {
      await this.press('Alt+g');
      await this.page.waitForFunction((here) => document.activeElement?.closest(here) !== null, question);
      await this.press(answer === 'yes' ? '1' : '2');
      await this.page.waitForFunction(([here, count]) => document.querySelectorAll(here).length === count, [
        question,
        left - 1,
      ] as const);
    }
  }

  /** Ends the call with F8; returns the number people use for it. */
  async finish(): Promise<string> {
    await this.press('F8');
    const number = this.page.getByTestId('finished-number');
    await number.waitFor();
    return (await number.textContent()) ?? '';
  }

  /** Waits for the center's number of the call just finished. */
  async receiptNumber(): Promise<string> {
    const number = this.page.getByTestId('receipt-number');
    await number.waitFor({ timeout: 30_000 });
    return (await number.textContent()) ?? '';
  }
}
