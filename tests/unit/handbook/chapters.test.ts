import { expect, test } from 'vitest';
import { chaptersOf, chaptersWith, shortcutIn } from '../../../src/shared/handbook/chapters.ts';

const BOOK = '# 手册\n\n## 接听\n\n按键接听。\n\n### 来意\n\n分清来意。\n\n## 转办\n\n先看回避。\n';

test('a book falls into its chapters, smaller headings stay inside', () => {
  expect(chaptersOf(BOOK)).toEqual([
    { title: '接听', text: '按键接听。\n\n### 来意\n\n分清来意。' },
    { title: '转办', text: '先看回避。' },
  ]);
});

test('what stands before the first chapter is one of the name of the book', () => {
  expect(chaptersOf('# 手册\n\n前言。\n\n## 一\n\n文。')[0]).toEqual({ title: '手册', text: '前言。' });
});

test('a search wants every word and puts titles first', () => {
  const chapters = [
    { title: '台账', text: '转办也在这里' },
    { title: '转办', text: '先看回避' },
  ];
  expect(chaptersWith(chapters, '转办').map(({ title }) => title)).toEqual(['转办', '台账']);
  expect(chaptersWith(chapters, '转办 回避').map(({ title }) => title)).toEqual(['转办']);
  expect(chaptersWith(chapters, '  ')).toEqual([]);
});

test('a key is told from other code', () => {
  expect([shortcutIn('@startCall'), shortcutIn('Enter'), shortcutIn('a@b')]).toEqual([
    'startCall',
    null,
    null,
  ]);
});
