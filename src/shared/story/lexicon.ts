import { ROOT, trieOf, type Trie } from './trie';

/** A list of words that mean the same to a rule, with what may not stand around them. */
export interface WordList {
  id: string;
  words: readonly string[];
  /** A word is none where one of these stands right behind it: 黄河 before 路. */
  notBefore: readonly string[];
  /** … where one of these stands right in front of it. */
  notAfter: readonly string[];
  /** … where it is a part of one of these. */
  notInside: readonly string[];
}

/** A word of a list in a normalised text. */
export interface WordAt {
  list: number;
  start: number;
  end: number;
}

/** All words of all lists in one trie: a text is read once, however many lists there are. */
export interface Lexicon {
  /** How many lists there are. */
  lists: number;
  /** Tells the words in a normalised text, in order of their start. */
  find(chars: string, emit: (list: number, start: number, end: number) => void): void;
}

/** A word and the lists that it belongs to, or in which what lies inside it is none (index `lists`: in any). */
interface Word {
  of: number[];
  inside: number[];
}

/** Words by their length, so that a text is asked for few of its pieces. */
interface Guard {
  words: ReadonlySet<string>;
  lengths: readonly number[];
}

/**
 * Compiles lists; `blind` are names (黄河大道, 饮水机) in which no list sees a word. `find` is linear in the text: at
 * each character at most as many steps as the longest word has.
 */
export function lexiconOf(lists: readonly WordList[], blind: readonly string[]): Lexicon {
  const words = new Map<string, Word>();
  const wordOf = (text: string): Word => {
    const word = words.get(text) ?? { of: [], inside: [] };
    words.set(text, word);
    return word;
  };
  lists.forEach((list, index) => {
    for (const text of list.words) wordOf(text).of.push(index);
    for (const text of list.notInside) wordOf(text).inside.push(index);
  });
  for (const text of blind) wordOf(text).inside.push(lists.length);
  const trie = trieOf(words);
  const before = lists.map((list) => guardOf(list.notBefore));
  const after = lists.map((list) => guardOf(list.notAfter));
  const isGuarded = (chars: string, list: number, start: number, end: number) =>
    (before[list]?.lengths.some((length) => before[list]?.words.has(chars.slice(end, end + length))) ??
      false) ||
    (after[list]?.lengths.some((length) => after[list]?.words.has(chars.slice(start - length, start))) ??
      false);
  return { lists: lists.length, find: (chars, emit) => find(chars, trie, lists.length, isGuarded, emit) };
}

function guardOf(words: readonly string[]): Guard {
  return { words: new Set(words), lengths: [...new Set(words.map((word) => word.length))] };
}

function find(
  chars: string,
  trie: Trie<Word>,
  lists: number,
  isGuarded: (chars: string, list: number, start: number, end: number) => boolean,
  emit: (list: number, start: number, end: number) => void,
): void {
  // For each list, how far the longer words reach that began so far and in which it sees none: what ends within
  // that reach lies inside one of them.
  const reach = new Int32Array(lists + 1);
  const words: Word[] = [];
  const ends: number[] = [];
  for (let start = 0; start < chars.length; start += 1) {
    let count = 0;
    let node = trie.step(ROOT, chars.charCodeAt(start));
    for (let end = start + 1; node !== 0; end += 1) {
      const word = trie.at(node);
      if (word) {
        words[count] = word;
        ends[count] = end;
        count += 1;
        for (const list of word.inside) if ((reach[list] ?? 0) < end) reach[list] = end;
      }
      node = end < chars.length ? trie.step(node, chars.charCodeAt(end)) : 0;
    }
    for (let at = 0; at < count; at += 1) {
      const end = ends[at] ?? start;
      if ((reach[lists] ?? 0) >= end) continue;
      for (const list of words[at]?.of ?? []) {
        if ((reach[list] ?? 0) < end && !isGuarded(chars, list, start, end)) emit(list, start, end);
      }
    }
  }
}
