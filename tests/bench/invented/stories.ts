import { CALLERS } from '../../builders/practice';

/** What callers tell, by the practice callers: `chars` characters of it, other words for each `number`. */
export function storyOf(chars: number, number: number): string {
  let story = '';
  for (let next = number; story.length < chars; next += 1)
    story += CALLERS[next % CALLERS.length]?.text ?? '';
  return story.slice(0, chars);
}

/** A story as it is typed while somebody talks: without a stop, with a name and a number in it that the linter finds. */
export const TYPED_STORY =
  '村东头这个搅拌站夜里十一点以后就开始生产罐车来回跑不冲洗带着泥上路料场也没有盖苫布一刮风灰都落到院子里晾的衣服第二天' +
  '一层白灰废水顺着水沟流到河里鱼都死了我叫张国庆电话幺三八零零零一二三四以前反映过没人管';
