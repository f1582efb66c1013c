/** Why a passphrase would not hold against somebody with the disk and time. The window shows them, the core refuses (vault/key.ts). */
export type PassphraseRule = 'length' | 'variety' | 'not_guessable';

export const MIN_PASSPHRASE = 10;
export const MIN_DISTINCT = 6;
const DIGITS_ALONE = 16;
const WELL_KNOWN =
  /^(?:p[a@]ss(?:word|w0rd)|passphrase|qwerty\w*|asdfgh\w*|admin\w*|iloveyou\w*|hn12369|henan12369)[\d!]*$/i;

/** Which rules a passphrase keeps. */
export function passphraseRules(passphrase: string): Record<PassphraseRule, boolean> {
  const characters = [...passphrase.normalize('NFKC').trim()];
  const isDigits = characters.every((character) => /\d/.test(character));
  return {
    length: characters.length >= MIN_PASSPHRASE,
    variety: new Set(characters).size >= MIN_DISTINCT,
    not_guessable:
      characters.length > 0 &&
      !(isDigits && characters.length < DIGITS_ALONE) &&
      !WELL_KNOWN.test(characters.join('')),
  };
}
