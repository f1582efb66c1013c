import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { askSecret, linesOf } from '../../../src/main/shell/core/secrets';

/** A terminal as Node knows one: it hands over keys as they are pressed once it is raw. */
class Terminal extends PassThrough {
  readonly modes: boolean[] = [];

  setRawMode(isRaw: boolean): this {
    this.modes.push(isRaw);
    return this;
  }
}

async function asked(...keys: string[]) {
  const [terminal, out] = [new Terminal(), new PassThrough()];
  const answer = askSecret('Password: ', terminal, out);
  for (const key of keys) terminal.write(key);
  return { answer: await answer, shown: String(out.read()), modes: terminal.modes };
}

describe('a secret asked for at a terminal', () => {
  test('is what was typed until Enter, and none of it is shown', async () => {
    expect(await asked('ab', 'c\r', 'x')).toEqual({
      answer: 'abc',
      shown: 'Password: \n',
      modes: [true, false],
    });
  });

  test('can be put right with backspace, and is empty where it is broken off', async () => {
    expect((await asked('ax\x7fb\n')).answer).toBe('ab');
    expect(await asked('abc\x03')).toMatchObject({ answer: '', modes: [true, false] });
  });
});

test('lines of the standard input are read as far as they are wanted', async () => {
  const of = (text: string) => new PassThrough().end(text);
  expect(await linesOf(of('one\r\ntwo\nthree\n'), 2)).toEqual(['one', 'two']);
  expect(await linesOf(of('one'), 1)).toEqual(['one']);
  expect(await linesOf(new PassThrough(), 0)).toEqual([]);
});
