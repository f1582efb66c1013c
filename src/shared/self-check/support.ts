import { z } from 'zod';

/** One file of a support bundle, exactly as it goes out. */
export const SupportFile = z.strictObject({
  name: z.string().regex(/^[a-z-]{1,40}\.(?:txt|json|log)$/),
  text: z.string().max(1_500_000),
});
export type SupportFile = z.infer<typeof SupportFile>;

/** What the person looks at before anything is saved; `id` names exactly this text. */
export const SupportBundle = z.strictObject({ id: z.uuid(), files: z.array(SupportFile).min(1).max(10) });
export type SupportBundle = z.infer<typeof SupportBundle>;

/** What must be in no byte that goes out, and what stands in its place. Longer ones are taken out first. */
export interface Redaction {
  /** Tokens, passwords, passphrases: taken out whole. */
  secrets: readonly string[];
  /** Folders of the person, as they are written on this PC. */
  homes: readonly string[];
  /** The person's name at this PC. */
  users: readonly string[];
}

const MIN_SECRET = 4;
const TOKEN = /(?<![\w+-])[A-Za-z0-9_+-]{40,}={0,2}/g;
/** What looks like a telephone or an identity card, wherever it may have come from; an id may have such digits in it. */
const NUMBERS =
  /([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})|(?<![\d.])(?:1[3-9]\d{9}|\d{17}[\dXx]|0\d{2,3}-?\d{7,8})(?!\d)/g;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A text without secrets, home folders, user names, tokens by their look, and numbers of persons. Pure. */
export function redacted(text: string, { secrets, homes, users }: Redaction): string {
  const longestFirst = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length);
  let result = text;
  for (const secret of longestFirst(secrets.filter(({ length }) => length >= MIN_SECRET))) {
    result = result.replaceAll(secret, '***');
  }
  for (const home of longestFirst(homes.filter(({ length }) => length > 1))) {
    result = result.replace(new RegExp(escaped(home), 'gi'), '~').replaceAll(escapedAsJson(home), '~');
  }
  for (const user of longestFirst(users.filter(({ length }) => length > 0))) {
    result = result.replace(
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(user)}(?![\\p{L}\\p{N}])`, 'giu'),
      '<user>',
    );
  }
  return result.replace(TOKEN, '***').replace(NUMBERS, (_, id?: string) => id ?? '***');
}

/** A Windows path inside a JSON text has its back-slashes twice. */
const escapedAsJson = (text: string): string => JSON.stringify(text).slice(1, -1);
