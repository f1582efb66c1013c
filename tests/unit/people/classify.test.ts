import { describe, expect, it } from 'vitest';
import { createContact } from '../../../src/main/core/sync/engine/contact';
import { classifyRoster, classifySignIn } from '../../../src/main/core/sync/people/classify';
import type { CenterClient, Exchange } from '../../../src/main/core/sync/ports';

const roster = { keyId: 'k', body: '{}', signature: 'A'.repeat(88) };
const problem = (status: number, name: string) => ({
  type: `urn:hn12369:problem:${name}`,
  title: '',
  status,
});
function answered(
  status: number,
  value: unknown,
  headers: { retryAfter?: string; etag?: string } = {},
): Exchange {
  return {
    kind: 'answered',
    status,
    contentType: status >= 400 ? 'application/problem+json' : 'application/json',
    retryAfter: headers.retryAfter ?? null,
    etag: headers.etag ?? null,
    body: Buffer.from(JSON.stringify(value)),
  };
}
const page: Exchange = {
  ...answered(200, ''),
  contentType: 'text/html',
  body: Buffer.from('<html>login'),
} as Exchange;
const gone: Exchange = { kind: 'failed', cause: 'unreachable', mayHaveArrived: false };

describe('what comes of a question about the people', () => {
  it.each([
    [answered(200, roster, { etag: '"e"' }), 'offered'],
    [answered(404, problem(404, 'http-404')), 'not_offered'],
    [answered(401, problem(401, 'http-401')), 'failed'],
    [answered(422, problem(422, 'http-422')), 'failed'],
    [{ ...answered(404, ''), contentType: 'text/html' } as Exchange, 'failed'],
    [answered(200, { ...roster, extra: 1 }), 'failed'],
    [answered(304, null), 'failed'], // nobody asked with a tag
    [page, 'failed'],
    [gone, 'failed'],
  ] as const)('%#', (exchange, kind) => {
    expect(classifyRoster(exchange, null, 0).kind).toBe(kind);
  });

  it('unchanged only where it was asked so', () => {
    expect(classifyRoster(answered(304, null), '"e"', 0)).toEqual({ kind: 'unchanged' });
  });
});

describe('what the center says of a password', () => {
  const session = {
    centerTime: 1,
    token: 'A'.repeat(43),
    expiresAt: 2,
    person: { id: 'p', number: '1001', name: '李敏', role: 'agent' },
  };
  it.each([
    [answered(200, session), { kind: 'right', passwordExpiresAt: null, session: session.token }],
    [answered(401, problem(401, 'wrong_password')), { kind: 'wrong' }],
    [answered(429, problem(429, 'too_many_tries'), { retryAfter: '61' }), { kind: 'too_many', seconds: 61 }],
    // Of the token, the center's load, or an earlier contract: nothing is said of the person, so the verifier counts.
    [answered(401, problem(401, 'http-401')), { kind: 'silent', cause: 'refused_token' }],
    [answered(429, problem(429, 'http-429')), { kind: 'silent', cause: 'busy' }],
    [answered(404, problem(404, 'http-404')), { kind: 'silent', cause: 'busy' }],
    [answered(503, problem(503, 'http-503')), { kind: 'silent', cause: 'busy' }],
    [answered(200, { ...session, token: '' }), { kind: 'silent', cause: 'not_the_center' }],
    [page, { kind: 'silent', cause: 'not_the_center' }],
    [gone, { kind: 'silent', cause: 'unreachable' }],
  ] as const)('%#', (exchange, verdict) => {
    expect(classifySignIn(exchange, 0)).toEqual(verdict);
  });
});

describe('the look at the center', () => {
  const health = answered(200, { service: 'hn12369-center', status: 'ok', centerTime: 1 });
  async function looks(answers: Exchange[], verdict: 'taken' | 'older' = 'taken') {
    const seen: string[] = [];
    const asked: (string | null)[] = [];
    const center = {
      health: async () => health,
      bundle: async () => answered(404, problem(404, 'http-404')),
      changes: async () => answered(404, problem(404, 'http-404')),
      people: {
        roster: async (etag: string | null) => {
          asked.push(etag);
          return answers.shift() ?? gone;
        },
      },
    } as unknown as CenterClient;
    const contact = createContact({
      center,
      bundles: { offer: () => ({ ok: true, changed: false }) },
      changes: { lastPosition: () => 0, take: () => ({ ok: true, taken: 0 }) },
      people: {
        take: () => {
          seen.push('take');
          return verdict === 'taken' ? { ok: true, changed: true } : { ok: false, reason: verdict };
        },
        confirm: () => void seen.push('confirm'),
      },
      // The bundle's turn comes once an hour of this clock; it is not what is looked at here.
      clock: { now: () => 0, monotonic: () => -1 },
      log: ({ event }) => void seen.push(event),
    });
    for (let count = answers.length; count > 0; count -= 1)
      await contact.run(false, new AbortController().signal);
    return { seen, asked };
  }

  it('takes a list once, and has it confirmed each time after', async () => {
    const { seen, asked } = await looks([answered(200, roster, { etag: '"e"' }), answered(304, null)]);
    expect(seen).toEqual(['take', 'people_taken', 'confirm']);
    expect(asked).toEqual([null, '"e"']);
  });

  it('does not call a list confirmed that it did not take', async () => {
    const offered = () => answered(200, roster, { etag: '"e"' });
    const { seen, asked } = await looks([offered(), offered()], 'older');
    expect(seen).toEqual(['take', 'people_refused', 'take', 'people_refused']);
    expect(asked).toEqual([null, null]);
  });

  it('is content with a center that knows of no lists: nobody is locked out by an older center', async () => {
    expect((await looks([answered(404, problem(404, 'http-404'))])).seen).toEqual(['confirm']);
  });
});
