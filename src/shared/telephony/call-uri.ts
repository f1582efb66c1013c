import { z } from 'zod';
import { PhoneEvent, PhoneToken } from './event';

export const CALL_SCHEME = 'hn12369';

const LONGEST = 600;
/** `hn12369://call?…`; some systems write the `/` of an empty path. */
const SHAPE = /^hn12369:\/\/call\/?\?([\w.~%+:@=&-]*)$/;
/** How the fields of an event are called in the link. */
const FIELDS: Record<string, string> = {
  event: 'event',
  id: 'callId',
  number: 'number',
  at: 'at',
  token: 'token',
};

/** An event and the token that it came with. */
export const CallUri = z.strictObject({ event: PhoneEvent, token: PhoneToken });
export type CallUri = z.infer<typeof CallUri>;

/** True for whatever claims to be one of our links, well-formed or not. */
export function isCallUri(text: string): boolean {
  return text.toLowerCase().startsWith(`${CALL_SCHEME}:`);
}

/**
 * `hn12369://call?event=ring&id=…&number=…&token=…` -> its event and token; `null` for anything else: another host or
 * path, a field we do not know or twice, a value that does not fit. Pure; nothing of it may be logged.
 */
export function parseCallUri(text: string): CallUri | null {
  const query = text.length <= LONGEST ? SHAPE.exec(text)?.[1] : undefined;
  if (query === undefined) return null;
  const found = new Map<string, string>();
  for (const pair of query.split('&')) {
    const cut = pair.indexOf('=');
    const name = FIELDS[pair.slice(0, Math.max(0, cut))];
    const value = decoded(pair.slice(cut + 1));
    if (name === undefined || value === null || found.has(name)) return null;
    found.set(name, value);
  }
  const { token, at, ...event } = Object.fromEntries(found);
  if (at !== undefined && !/^\d{1,16}$/.test(at)) return null;
  const parsed = CallUri.safeParse({ token, event: at === undefined ? event : { ...event, at: Number(at) } });
  return parsed.success ? parsed.data : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
