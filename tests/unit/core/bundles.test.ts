import { expect, test } from 'vitest';
import { AuditChain } from '../../../src/main/core/audit/chain';
import { Bundles } from '../../../src/main/core/bundle/bundles';
import { checkEnrolment, renewEnrolment, takeEnrolment } from '../../../src/main/core/enrolment/enrolment';
import { createSignatureCheck } from '../../../src/main/core/sync/center/receipt-check';
import type { Bundle } from '../../../src/shared/script/bundle';
import { aBundle, signBundle, signingKey, type SigningKey } from '../../builders/bundle';
import { anEnrolment, signEnrolment } from '../../builders/enrolment';
import { aStore } from '../../builders/store';

const NOW = Date.UTC(2026, 10, 23);

async function someBundles(key: SigningKey = signingKey()) {
  const { store } = await aStore();
  const told: string[] = [];
  const audit = new AuditChain(store.audit);
  const isSigned = createSignatureCheck([key]);
  const keys = { isSigned, isSaidNow: isSigned };
  const open = () => new Bundles(store.bundles, store, audit, keys, (topic) => told.push(topic));
  return { bundles: open(), open, key, store, told };
}

function withLine(text: string, step = 'closing'): unknown {
  const bundle = aBundle({ version: '2026.2' });
  const steps = bundle.script.steps.map((each) =>
    each.id === step ? { ...each, lines: [{ id: 'planted', text, must: true }] } : each,
  );
  return { ...bundle, script: { ...bundle.script, steps } };
}

test('a signed bundle is taken, announced, and in force from its day on', async () => {
  const { bundles, key, told } = await someBundles();
  const next = aBundle({ version: '2026.2', effectiveFrom: NOW + 86_400_000 });
  expect(bundles.offer(signBundle(next, key), NOW)).toEqual({ ok: true, changed: true });
  expect(told).toEqual(['bundle']);
  expect(bundles.inForce(NOW).version).toBe('2026.1');
  expect(bundles.inForce(NOW + 86_400_000).version).toBe('2026.2');
  expect(bundles.get('2026.1').version).toBe('2026.1');
  expect(bundles.offer(signBundle(next, key), NOW)).toEqual({ ok: true, changed: false });
});

test.each([
  ['greeting', '您好，郑州市生态环境局12369热线'],
  ['greeting', '您好，河南省12369生态环境举报热线郑州分中心'],
  ['closing', '感谢拨打荥阳市生态环境分局１２３６９热线'],
  ['closing', '感谢您致电郑州 12369'],
])('rightly signed, and refused: %s says "%s" (R-4, R-5)', async (step, text) => {
  const { bundles, key, store } = await someBundles();
  expect(bundles.offer(signBundle(withLine(text, step), key), NOW)).toEqual({
    ok: false,
    reason: 'bundle_refused',
  });
  expect(store.bundles.list().map((head) => head.version)).toEqual(['2026.1']);
  expect(bundles.inForce(NOW).version).toBe('2026.1');
  const acts = [...store.audit.rows()].map((row) => row.act);
  expect(acts).toContain('bundle_refused');
});

test('another signer, a changed text, a second text under one version: refused', async () => {
  const { bundles, key } = await someBundles();
  const next = aBundle({ version: '2026.3' });
  const signed = signBundle(next, key);
  expect(bundles.offer(signBundle(next, signingKey()), NOW)).toMatchObject({ reason: 'bad_signature' });
  expect(bundles.offer({ ...signed, body: signed.body.replace('2026.3', '2026.4') }, NOW)).toMatchObject({
    ok: false,
  });
  const other = signBundle(aBundle({ effectiveFrom: 5 }), key);
  expect(bundles.offer(other, NOW)).toEqual({ ok: false, reason: 'bundle_refused' });
});

test('a bundle in the store goes through the guard again when it is read', async () => {
  const { store, open } = await someBundles();
  const planted = withLine('感谢致电洛阳市生态环境局12369热线') as Bundle;
  const signed = signBundle(planted, signingKey());
  store.write(() => store.bundles.add({ version: '2026.2', effectiveFrom: NOW - 1 }, signed, NOW));
  expect(() => open().get('2026.2')).toThrow(
    expect.objectContaining({
      failure: {
        code: 'bundle_refused',
        params: expect.objectContaining({ line: 'planted', found: '洛阳市' }),
      },
    }),
  );
  // The last good one goes on.
  expect(open().inForce(NOW).version).toBe('2026.1');
});

test('an enrolment is taken once, renewed only under a known key, and never for another seat', async () => {
  const { store } = await aStore();
  const center = await anEnrolment();
  takeEnrolment(store, checkEnrolment(center.signed), NOW);
  const [person] = center.enrolment.people;
  const renewed = { ...center.enrolment, people: [person] };
  expect(renewEnrolment(store, signEnrolment(renewed, center.signing), NOW)).toBe(true);
  expect(store.people.list().map((each) => each.id)).toEqual([person?.id]);
  // The old file again: it was taken before, so it is not taken back.
  expect(renewEnrolment(store, center.signed, NOW)).toBe(false);
  const stranger = await anEnrolment();
  expect(() => renewEnrolment(store, stranger.signed, NOW)).toThrow('enrolment_refused');
  const otherSeat = signEnrolment({ ...renewed, seat: { id: 'ZZ02', unitCode: '4101' } }, center.signing);
  expect(() => renewEnrolment(store, otherSeat, NOW)).toThrow('enrolment_refused');
});

test('an enrolment with a changed text, or with a bundle the guard refuses, is refused with the reason', async () => {
  const center = await anEnrolment();
  const changed = { ...center.signed, body: center.signed.body.replace('"4101"', '"4102"') };
  expect(() => checkEnrolment(changed)).toThrow(
    expect.objectContaining({ failure: { code: 'enrolment_refused', params: { reason: 'bad_signature' } } }),
  );
  const bundle = signBundle(withLine('郑州12369热线'), center.signing);
  const signed = signEnrolment({ ...center.enrolment, bundle }, center.signing);
  expect(() => checkEnrolment(signed)).toThrow(
    expect.objectContaining({
      failure: {
        code: 'bundle_refused',
        params: expect.objectContaining({ reason: 'municipal_name', found: '郑州' }),
      },
    }),
  );
});

test('the last offered bundle that did not hold is told, with why, until a good one comes', async () => {
  const { bundles, key } = await someBundles();
  bundles.offer(signBundle(aBundle(), key), NOW);
  expect(bundles.refusal()).toBeNull();
  bundles.offer(signBundle(withLine('您好，郑州市生态环境局12369热线'), key), NOW + 1);
  expect(bundles.refusal()).toMatchObject({
    at: NOW + 1,
    failure: { code: 'bundle_refused', params: { reason: 'municipal_name', version: '2026.2' } },
  });
  expect(bundles.inForce(NOW + 1).version).toBe('2026.1');
  bundles.offer({ ...signBundle(aBundle({ version: '2026.3' }), key), signature: 'AAAA' }, NOW + 2);
  expect(bundles.refusal()?.failure.params).toEqual({ reason: 'bad_signature', version: '' });
  bundles.offer(signBundle({ ...aBundle(), effectiveFrom: NOW }, key), NOW + 3);
  expect(bundles.refusal()?.failure.params).toEqual({ reason: 'version_reused', version: '2026.1' });
  // What cannot be shown is not: a version is a word, not a text.
  bundles.offer(signBundle({ version: '您好 13800001234' }, key), NOW + 4);
  expect(bundles.refusal()?.failure.params).toEqual({ reason: 'malformed', version: '' });
  bundles.offer(signBundle(aBundle(), key), NOW + 5);
  expect(bundles.refusal()).toBeNull();
});
