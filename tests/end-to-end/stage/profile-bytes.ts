import { Searcher } from '../../builders/canaries/searcher';
import { spellings } from '../../builders/canaries/spellings';

/** Every way in which a word could lie in a file. */
export const spellingsOf = (word: string): Buffer[] => spellings(word).map(({ bytes }) => bytes);

/** `file: word as spelling` for each file under `folder` that holds one of the words, packed or not, or has it in its name. */
export function bytesInFolder(folder: string, words: readonly string[]): string[] {
  return new Searcher(words).hitsInFolder(folder);
}

/** The words that are in a text that was collected: console, standard output. */
export function wordsInText(text: string, words: readonly string[]): string[] {
  return words.filter((word) => new Searcher([word]).hitsInText(text).length > 0);
}
