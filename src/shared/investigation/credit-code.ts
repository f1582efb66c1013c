/** GB 32100-2015: digits and capitals without I, O, S, V and Z, the last of 18 being a check character. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** The 18th character for the first 17; undefined where one of them is not in the alphabet. */
export function checkCharacter(first17: string): string | undefined {
  let sum = 0;
  let weight = 1;
  for (const char of first17) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % ALPHABET.length;
  }
  return ALPHABET[(ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length];
}

/** What is wrong with a 统一社会信用代码, or null. */
export function creditCodeProblem(code: string): 'code_shape' | 'check_digit' | null {
  if (!SHAPE.test(code)) return 'code_shape';
  return checkCharacter(code.slice(0, 17)) === code[17] ? null : 'check_digit';
}
