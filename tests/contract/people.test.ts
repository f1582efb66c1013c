import { verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../src/center/enrolment';
import { CENTER, withVerifier } from '../../src/center/people/people';
import { Enrolment } from '../../src/shared/center-api/enrolment';
import { Roster, SessionAnswer, SignedRoster } from '../../src/shared/center-api/people';
import { codeIn, codeText } from '../../src/shared/session/enrolment-code';
import { ed25519PublicKey } from '../../src/main/core/sync/center/receipt-check';
import { startCenter, type TestCenter } from '../builders/center';
import { anEnrolmentRequest, aSeatKey, signedBy } from '../builders/people/seat-key';
import { breaches } from './contract';

const ENROLMENTS = '/v1/enrolments';
const PEOPLE = '/v1/seats/{seatId}/people';
const SESSIONS = '/v1/sessions';
const PASSWORD = 'demo-12369';
const MINUTE_MS = 60_000;

let center: TestCenter;
let time = 1_795_455_000_000;
let token = '';
beforeAll(async () => {
  center = await startCenter({ now: () => time });
  ({ token } = await center.enrol(DEMO_SEAT, DEMO_PEOPLE));
  const chief = {
    id: 'p-9001',
    number: '9001',
    name: '周正',
    role: 'supervisor',
    password: PASSWORD,
  } as const;
  await center.people.add(CENTER, await withVerifier(chief), time);
  for (const person of DEMO_PEOPLE) await center.people.add('ZZ02', await withVerifier(person), time);
});
afterAll(() => center.close());

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(center.url + path.replace('{seatId}', 'ZZ01'), {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = { status: response.status, headers: response.headers, text };
  expect(breaches(method.toLowerCase(), path, answer)).toEqual([]);
  const type = /"type":"urn:hn12369:problem:([\w-]+)"/.exec(text)?.[1] ?? '';
  return { ...answer, type };
}
const bearer = (value: string) => ({ Authorization: `Bearer ${value}` });

describe('a one-time code', () => {
  const make = () => center.codes.make({ id: 'ZZ02', unitCode: '4101' }, time);
  const redeem = (code: string, key = aSeatKey()) =>
    ask('POST', ENROLMENTS, anEnrolmentRequest(code, center.url, key));

  it('makes one PC a seat, and the same PC again as long as its answer may be lost', async () => {
    const { code, expiresAt } = await make();
    expect(expiresAt - time).toBe(86_400_000);
    const key = aSeatKey();
    const first = await redeem(code, key);
    expect(first.status).toBe(200);
    const signed = JSON.parse(first.text) as { keyId: string; body: string; signature: string };
    const signing = ed25519PublicKey(center.keys.signing.publicKey);
    expect(verify(null, Buffer.from(signed.body), signing, Buffer.from(signed.signature, 'base64'))).toBe(
      true,
    );
    const enrolment = Enrolment.parse(JSON.parse(signed.body));
    expect(enrolment).toMatchObject({ seat: { id: 'ZZ02', unitCode: '4101' }, centerUrl: center.url });
    const bundle = await ask('GET', '/v1/bundle', undefined, bearer(enrolment.token));
    expect(bundle.status).toBe(200);
    expect((await redeem(code, key)).text).toBe(first.text);
    expect(await redeem(code)).toMatchObject({ status: 409, type: 'code_used' });
  });

  it('cuts off the PC that was this seat before', async () => {
    const tokenOf = async () =>
      Enrolment.parse(
        JSON.parse((JSON.parse((await redeem((await make()).code)).text) as { body: string }).body),
      ).token;
    const before = await tokenOf();
    const after = await tokenOf();
    expect((await ask('GET', '/v1/bundle', undefined, bearer(before))).status).toBe(401);
    expect((await ask('GET', '/v1/bundle', undefined, bearer(after))).status).toBe(200);
  });

  it('is over after a day, with a newer one, and after five wrong tries', async () => {
    const old = await make();
    time += 86_400_000;
    expect(await redeem(old.code)).toMatchObject({ status: 410, type: 'code_expired' });
    const replaced = await make();
    const { code } = await make();
    expect(await redeem(replaced.code)).toMatchObject({ status: 410 });
    const parts = codeIn(code);
    if (parts === null) throw new Error('no code');
    const wrong = codeText({ ...parts, secret: parts.secret.split('').reverse().join('') });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await redeem(wrong)).toMatchObject({ status: 403, type: 'wrong_code' });
    }
    expect(await redeem(code)).toMatchObject({ status: 410, type: 'code_locked' });
  });

  it('is kept nowhere, and is of no use without the private half of the key', async () => {
    const { code } = await make();
    const secret = codeIn(code)?.secret ?? '';
    expect(JSON.stringify(await center.databaseRows('enrolment_codes'))).not.toContain(secret);
    const request = anEnrolmentRequest(code, center.url, aSeatKey());
    const stolen = { ...request, seatKey: aSeatKey().publicKey };
    expect(await ask('POST', ENROLMENTS, stolen)).toMatchObject({ status: 403, type: 'bad_signature' });
    expect((await ask('POST', ENROLMENTS, request)).status).toBe(200);
  });

  it('serves one of two PCs that come at the same moment', async () => {
    const { code } = await make();
    const both = await Promise.all([redeem(code), redeem(code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is refused where nobody could sign in, and for what is no request', async () => {
    const { code } = await center.codes.make({ id: 'ZZ77', unitCode: '4101' }, time);
    expect(await redeem(code)).toMatchObject({ status: 409, type: 'no_people' });
    for (const body of ['', '{', {}, [], { ...anEnrolmentRequest(code, center.url, aSeatKey()), extra: 1 }]) {
      expect((await ask('POST', ENROLMENTS, body)).status).toBe(400);
    }
    const key = aSeatKey();
    const bad = signedBy(key, {
      seatId: 'ZZ77',
      secret: '0'.repeat(12),
      seatKey: key.publicKey,
      centerUrl: 'x',
    });
    expect((await ask('POST', ENROLMENTS, bad)).status).toBe(400);
  });
});

describe('the people of a seat', () => {
  const people = async (etag?: string) => {
    const answer = await ask('GET', PEOPLE, undefined, {
      ...bearer(token),
      ...(etag !== undefined && { 'If-None-Match': etag }),
    });
    const etagNow = answer.headers.get('etag') ?? '';
    if (answer.status !== 200) return { ...answer, etag: etagNow, roster: null };
    const { body } = SignedRoster.parse(JSON.parse(answer.text));
    return { ...answer, etag: etagNow, roster: Roster.parse(JSON.parse(body)) };
  };

  it('come whole, signed and numbered, and only when something changed', async () => {
    const first = await people();
    expect(first.roster?.people.map(({ number }) => number)).toEqual(['1001', '2001']);
    expect((await people(first.etag)).status).toBe(304);
    await center.people.change('ZZ01', '1001', { isActive: false }, time);
    const second = await people(first.etag);
    expect(second.roster?.people.map(({ number }) => number)).toEqual(['2001']);
    expect(second.roster?.version).toBeGreaterThan(first.roster?.version ?? 0);
    await center.people.change('ZZ01', '1001', { isActive: true }, time);
  });

  it('are another seat’s business, and nobody’s where nobody was entered', async () => {
    expect((await ask('GET', PEOPLE)).status).toBe(401);
    const { token: other } = await center.enrol({ id: 'ZZ03', unitCode: '4101' }, DEMO_PEOPLE);
    expect((await ask('GET', PEOPLE, undefined, bearer(other))).status).toBe(401);
  });
});

describe('a session', () => {
  const signIn = (personId: string, password: string, as = bearer(token)) =>
    ask('POST', SESSIONS, { personId, password }, as);

  it('is given to whoever knows the password, where they belong', async () => {
    const answer = await signIn('p-1001', PASSWORD);
    expect(SessionAnswer.parse(JSON.parse(answer.text))).toMatchObject({ person: { number: '1001' } });
    expect((await signIn('p-9001', PASSWORD, {} as never)).status).toBe(200);
    expect(await signIn('p-9001', PASSWORD)).toMatchObject({ status: 401, type: 'wrong_password' });
    expect(await signIn('p-1001', PASSWORD, {} as never)).toMatchObject({
      status: 401,
      type: 'wrong_password',
    });
    expect(await signIn('p-1001', PASSWORD, bearer('x'))).toMatchObject({ status: 401, type: 'http-401' });
    for (const body of [{}, { personId: 'p-1001' }, { personId: 'p-1001', password: '' }, 'x'])
      expect((await ask('POST', SESSIONS, body, bearer(token))).status).toBe(400);
  });

  it('is delayed after five wrong passwords, right or not, and a new password ends that', async () => {
    for (let tries = 0; tries < 5; tries += 1)
      expect((await signIn('p-1001', 'wrong')).type).toBe('wrong_password');
    const early = await signIn('p-1001', PASSWORD);
    expect(early).toMatchObject({ status: 429, type: 'too_many_tries' });
    expect(early.headers.get('retry-after')).toBe('60');
    time += MINUTE_MS;
    expect((await signIn('p-1001', 'wrong')).status).toBe(401);
    time += MINUTE_MS;
    expect((await signIn('p-1001', PASSWORD)).headers.get('retry-after')).toBe('60');
    await center.people.change('ZZ01', '1001', { password: 'another-1' }, time);
    expect((await signIn('p-1001', PASSWORD)).status).toBe(401);
    expect((await signIn('p-1001', 'another-1')).status).toBe(200);
    await center.people.change('ZZ01', '1001', { isActive: false }, time);
    expect((await signIn('p-1001', 'another-1')).status).toBe(401);
    await center.people.change('ZZ01', '1001', { isActive: true }, time);
    expect(JSON.stringify(await center.databaseRows('people'))).not.toContain('another-1');
  });
});
