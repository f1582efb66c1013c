import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chaptersOf, shortcutIn } from '../../../src/shared/handbook/chapters.ts';
import zh from '../../../src/shared/locales/zh-CN.json' with { type: 'json' };
import { SHORTCUT_NAMES } from '../../../src/shared/shortcuts/shortcuts.ts';
import { handbooks, PICTURES, picturesIn } from '../../window/handbook.ts';

// A handbook tells of the seat as it is: its keys, its words, its pictures.

const words = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(words);
const onScreen = words(zh).join('\n');
const books = handbooks();

test('there are the four', () => {
  expect(Object.keys(books).sort()).toEqual(['agent.md', 'installer.md', 'security.md', 'supervisor.md']);
});

describe.each(Object.entries(books))('%s', (_, text) => {
  test('names its keys by the commands that have them', () => {
    const named = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => shortcutIn(code) ?? []);
    expect(named.filter((name) => !(SHORTCUT_NAMES as string[]).includes(name))).toEqual([]);
  });

  test('quotes in 「」 what stands in the window', () => {
    const quoted = [...text.matchAll(/「([^」]+)」/g)].map(([, each = '']) => each);
    expect(quoted.filter((each) => !onScreen.includes(each))).toEqual([]);
  });

  test('shows pictures that are there', () => {
    const missing = picturesIn({ text }).filter((name) => !existsSync(new URL(`${name}.webp`, PICTURES)));
    expect(missing).toEqual([]);
  });

  test('has chapters of different names', () => {
    const titles = chaptersOf(text).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.length).toBeGreaterThan(0);
  });
});
