import type { CDPSession, Page } from 'playwright-core';
import { setTimeout as pause } from 'node:timers/promises';
import { reader } from '../../../src/shared/catalog/pinyin';
import { Dice } from '../invented/reports';

/** Twelve keys a second, not in step with the display. */
const FASTEST_MS = 60;
const SLOWEST_MS = 105;
const WORD = 2;

/** Types 汉字 as an input method does: each letter of the pinyin a key that changes what is being composed, then a space. */
export class FastTypist {
  private readonly dice = new Dice(12_369);

  private constructor(private readonly session: CDPSession) {}

  static async at(page: Page): Promise<FastTypist> {
    return new FastTypist(await page.context().newCDPSession(page));
  }

  /** Two 汉字 at a time; resolves with the number of keys that changed the field. */
  async type(text: string): Promise<number> {
    let keys = 0;
    for (let start = 0; start < text.length; start += WORD) {
      const word = text.slice(start, start + WORD);
      const letters = reader
        .soundsOf(word)
        .map(([sound = '']) => sound)
        .join('');
      for (let typed = 1; typed <= letters.length; typed += 1) {
        const built = letters.slice(0, typed);
        await this.key('Input.imeSetComposition', {
          text: built,
          selectionStart: built.length,
          selectionEnd: built.length,
        });
      }
      await this.key('Input.insertText', { text: word });
      keys += letters.length + 1;
    }
    return keys;
  }

  /** A key of the input method's own (229), and what it does to the field. */
  private async key(
    effect: 'Input.imeSetComposition' | 'Input.insertText',
    params: { text: string; selectionStart?: number; selectionEnd?: number },
  ): Promise<void> {
    const code = { key: 'Process', code: 'KeyA', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    const answers = [
      this.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...code }),
      this.session.send(effect as 'Input.insertText', params),
      this.session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...code }),
    ];
    await Promise.all([...answers, pause(this.dice.number(FASTEST_MS, SLOWEST_MS))]);
  }
}
