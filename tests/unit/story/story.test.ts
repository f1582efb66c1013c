import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../src/shared/story/clauses';
import { lexiconOf } from '../../../src/shared/story/lexicon';
import { readStory } from '../../../src/shared/story/story';

describe('clauses and sentences', () => {
  it('end at commas and full stops, not within a number', () => {
    const text = '夜里排水,1,200吨。白天停;你说怪不怪?';
    const clauses = clausesOf(text);
    expect(clauses.map(({ start, end }) => text.slice(start, end))).toEqual([
      '夜里排水',
      '1,200吨',
      '白天停',
      '你说怪不怪',
    ]);
    expect(clauses.map(({ sentence }) => sentence)).toEqual([0, 0, 1, 1]);
  });
});

describe('a story', () => {
  const lexicon = lexiconOf(
    [{ id: 'a', words: ['水库', '倒粪'], notBefore: [], notAfter: [], notInside: [] }],
    [],
  );

  it('is of several texts; spans quote the text they came from as it was typed', () => {
    const story = readStory(
      { target: '朝门 水库', description: '天天往里倒\u3000粪。', wish: '查水库' },
      lexicon,
      new Map(),
    );
    const spans = story.hits[0]?.map(({ start, end }) => story.span(start, end));
    expect(spans).toEqual([
      { field: 'target', start: 3, end: 5, words: '水库' },
      { field: 'description', start: 4, end: 7, words: '倒\u3000粪' },
      { field: 'wish', start: 1, end: 3, words: '水库' },
    ]);
  });

  it('joins who and where to what is told first, and keeps the wish apart', () => {
    const story = readStory(
      { target: '甲厂', detail: '乙村', description: '排水', wish: '停产' },
      lexicon,
      new Map(),
    );
    expect(story.clauses.map(({ sentence }) => sentence)).toEqual([0, 0, 0, 1]);
  });
});
