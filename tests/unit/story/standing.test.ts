import { describe, expect, it } from 'vitest';
import { readWith } from '../../../src/shared/rules/reader';
import { shippedRules } from '../../builders/rules';

const rules = shippedRules();

/** How the caller stands to the word, where it is said for the last time. */
function standingOf(text: string, word: string): string {
  const { story } = readWith({ description: text }, rules);
  return story.standingAt(story.chars.lastIndexOf(word));
}

describe('how a caller stands to what a word says', () => {
  it.each([
    ['他家往河里排水', '排', 'told'],
    ['没有往河里排', '排', 'denied'],
    ['没有处理就往河里排', '排', 'told'],
    ['没有手续还在挖山', '挖', 'told'],
    ['从来没见他往外倒过', '倒', 'denied'],
    ['说他排河里那倒没有', '排', 'denied'],
    ['以前挖过沙，现在没有', '挖', 'past'],
    ['以前天天炸山，把房子都震裂了，前年关停了', '震', 'past'],
    ['以前是清水，现在往里排黑水', '排', 'told'],
    ['早些年开山留下的坑', '开山', 'past'],
    ['怕将来污水流到库里', '流', 'supposed'],
    ['要是下大雨漫过去，脏水就进渠了', '脏水', 'supposed'],
    ['还没动工，污水要排到河里', '排', 'supposed'],
    ['能不能喝这水', '喝', 'asked'],
    ['回复说“偷排已经处罚”，可它天天冒烟', '偷排', 'quoted'],
    ['不让他停，也没人管，照样排', '排', 'told'],
    ['是不是又放水了', '放', 'told'],
  ])('“%s”: %s is %s', (text, word, standing) => {
    expect(standingOf(text, word)).toBe(standing);
  });

  it('takes a wish for what is asked', () => {
    const { story } = readWith({ description: '夜里排水', wish: '要求停止排水' }, rules);
    expect(story.standingAt(story.chars.indexOf('排'))).toBe('told');
    expect(story.standingAt(story.chars.lastIndexOf('排'))).toBe('asked');
  });
});
