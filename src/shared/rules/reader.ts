import { lexiconOf, type Lexicon, type WordList } from '../story/lexicon';
import { normalise } from '../story/normal';
import type { Cue } from '../story/standing';
import { readStory, type StoryTexts } from '../story/story';
import { factsOf, type Reading } from './reading';
import type { Rules, TermList } from './rules';

interface Compiled {
  lexicon: Lexicon;
  indexOf: ReadonlyMap<string, number>;
  cueOf: ReadonlyMap<number, Cue>;
}

const compiled = new WeakMap<Rules, Compiled>();

/** Reads a story by rules: words, standings and facts. Rules are compiled once, at their first story. Linear. */
export function readWith(texts: StoryTexts, rules: Rules): Reading {
  let ready = compiled.get(rules);
  if (!ready) compiled.set(rules, (ready = compile(rules)));
  return factsOf(readStory(texts, ready.lexicon, ready.cueOf), ready.indexOf, rules);
}

function compile(rules: Rules): Compiled {
  const ids = Object.keys(rules.lists);
  const lists = ids.map((id) => wordList(id, rules.lists));
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const cueOf = new Map<number, Cue>();
  for (const [cue, of] of Object.entries(rules.cues)) {
    for (const id of of ?? []) cueOf.set(indexOf.get(id) ?? -1, cue as Cue);
  }
  return { lexicon: lexiconOf(lists, wordsIn(rules.blind)), indexOf, cueOf };
}

/** A list with the words of the lists it is made of: one level deep, so that no ring can be built. */
function wordList(id: string, lists: Rules['lists']): WordList {
  const parts: TermList[] = [];
  const own = lists[id];
  if (own) parts.push(own);
  for (const other of own?.of ?? []) {
    const part = lists[other];
    if (part) parts.push(part);
  }
  const all = (pick: (list: TermList) => readonly string[]) => [
    ...new Set(parts.flatMap((part) => wordsIn(pick(part)))),
  ];
  return {
    id,
    words: all((list) => list.words),
    notBefore: all((list) => list.notBefore),
    notAfter: all((list) => list.notAfter),
    notInside: all((list) => list.notInside),
  };
}

function wordsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(' ').map((word) => normalise(word).chars));
}
