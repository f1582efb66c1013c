/** Readings of one character, the right one first; empty for what has none. Without tones, `v` for ü. */
export type Sounds = readonly string[];

/** How names, and single characters out of any context, are read. `pinyin.ts` has the one that knows. */
export interface Reader {
  /** For each UTF-16 unit of `name`. */
  soundsOf: (name: string) => readonly Sounds[];
  soundsOfChar: (char: string) => Sounds;
}
