import { SeatId } from '../ids';
import { CODE_LETTERS, CodeSecret } from '../center-api/people';

const SECRET_CHARS = 12;
const CHECK_CHARS = 8;
const GROUP = 4;

/** A one-time code: whose seat it makes, the secret the center knows, and a check of the center's own key. */
export interface EnrolmentCode {
  seatId: SeatId;
  secret: string;
  check: string;
}

/** `ZZ02-XXXX-XXXX-XXXX-FFFF-FFFF`: as it is printed and typed. */
export function codeText({ seatId, secret, check }: EnrolmentCode): string {
  return [seatId, ...(`${secret}${check}`.match(new RegExp(`.{${GROUP}}`, 'g')) ?? [])].join('-');
}

/** What a person typed, small letters, spaces and letters that look like digits included; null where it is no code. */
export function codeIn(typed: string): EnrolmentCode | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '');
  const seatId = SeatId.safeParse(
    text.slice(0, 4).replace(/^(..)(.*)$/, (_, a: string, b: string) => a + digits(b)),
  );
  const rest = digits(text.slice(4));
  const secret = CodeSecret.safeParse(rest.slice(0, SECRET_CHARS));
  const check = rest.slice(SECRET_CHARS);
  const isCheck = check.length === CHECK_CHARS && [...check].every((letter) => CODE_LETTERS.includes(letter));
  return seatId.success && secret.success && isCheck
    ? { seatId: seatId.data, secret: secret.data, check }
    : null;
}

/** Bytes as letters of a code, five bits each. */
export function codeLetters(bytes: Uint8Array, count: number): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return Array.from(
    { length: count },
    (_, at) => CODE_LETTERS[parseInt(bits.slice(at * 5, at * 5 + 5), 2)] ?? '',
  ).join('');
}

/** What is hashed under the secret for the check: only this seat's code fits only this key. */
export function checkText(seatId: string, signingKey: string): string {
  return `hn12369 enrolment ${seatId} ${signingKey}`;
}

export { CHECK_CHARS, SECRET_CHARS };

/** The letters of any code as a person may type them, without what groups them. */
export function codeSigns(typed: string): string {
  return digits(
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[\s\-–—_.]/g, ''),
  );
}

function digits(text: string): string {
  return text.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
