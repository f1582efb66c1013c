import type { CDPSession, Page } from 'playwright-core';

/** An input method as Chromium meets it: real composition events, and keys that are still the input method's. */
export class InputMethod {
  private constructor(private readonly session: CDPSession) {}

  static async at(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /** What is being built shows in the field, underlined, and belongs to nobody yet. */
  async compose(text: string): Promise<void> {
    await this.session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }

  /** A key that the input method takes for itself: 229, as the system tells it. */
  async key(key: string): Promise<void> {
    const event = { key, code: key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    await this.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
    await this.session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** The characters are chosen. */
  async commit(text: string): Promise<void> {
    await this.session.send('Input.insertText', { text });
  }
}
