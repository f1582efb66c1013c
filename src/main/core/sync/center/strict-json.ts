import type { z } from 'zod';

// A byte order mark is kept, so that JSON.parse refuses it: the center never sends one.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes -> value of `schema`, or null for anything else: other media type, broken UTF-8, not JSON, other shape.
 * Never throws. What the schema does not name is dropped, `__proto__` included.
 */
export function readJson<T extends z.ZodType>(
  schema: T,
  contentType: string,
  body: Uint8Array,
): z.infer<T> | null {
  if (!/^application\/(problem\+)?json\s*(;|$)/i.test(contentType)) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(decoder.decode(body)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
