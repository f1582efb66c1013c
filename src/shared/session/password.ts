const DAY_MS = 86_400_000;
export const MIN_PASSWORD = 8;
/** A password holds so long; that it ends is said so long before. */
export const PASSWORD_DAYS = 90;
export const PASSWORD_WARN_DAYS = 14;
/** So many earlier ones may not come again. */
export const PASSWORD_HISTORY = 5;

/** What 等保2.0 asks of a password; `not_used_before` only the center can tell. */
export const PASSWORD_RULES = ['length', 'kinds', 'not_yours', 'not_common', 'not_used_before'] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{N}]/u];
const KINDS_ASKED = 3;
/** Roots that everybody tries first, with whatever stands around them; letters in place of which signs are written are read. */
const COMMON =
  /passw|qwer|asdf|zxcv|1qaz|abc123|admin|welcome|iloveyou|letmein|henan|zhengzhou|hotline|huanbao|12345|12369|54321|(.)\1{3}/;
const AS_LETTER: Readonly<Record<string, string>> = { '@': 'a', $: 's', '0': 'o', '!': 'i' };

/** Which rules a new password breaks, of those that can be told without its history. Both ends ask it. */
export function passwordProblems(password: string, person: { number: string }): PasswordRule[] {
  const signs = [...password.normalize('NFKC')];
  const plain = signs.join('').toLowerCase();
  const read = plain.replaceAll(/[@$0!]/g, (sign) => AS_LETTER[sign] ?? sign);
  const kinds = KINDS.filter((kind) => kind.test(signs.join(''))).length;
  const problems: [PasswordRule, boolean][] = [
    ['length', signs.length < MIN_PASSWORD],
    ['kinds', kinds < KINDS_ASKED],
    ['not_yours', plain.includes(person.number)],
    ['not_common', COMMON.test(plain) || COMMON.test(read)],
  ];
  return problems.flatMap(([rule, isBroken]) => (isBroken ? [rule] : []));
}

/** When a password ends; one that an operator made has `setAt` 0 and is over at once: the person makes an own one. */
export function passwordExpiry(setAt: number): number {
  return setAt === 0 ? 0 : setAt + PASSWORD_DAYS * DAY_MS;
}

export type PasswordStanding = 'good' | 'soon' | 'expired';

export function passwordStanding(expiresAt: number, now: number): PasswordStanding {
  if (expiresAt <= now) return 'expired';
  return expiresAt - now <= PASSWORD_WARN_DAYS * DAY_MS ? 'soon' : 'good';
}
