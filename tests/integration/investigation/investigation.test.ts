import { expect, test } from 'vitest';
import { unzip } from '../../../src/shared/attachments/office/zip';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { problemsOfInvestigation } from '../../../src/shared/investigation/problems';
import {
  addEvidence,
  anInvestigatedCase,
  DEPUTY_ID,
  HANDLER_ID,
  HEAD_ID,
  refer,
  signed,
} from '../../builders/investigation/case';
import { aCore } from '../../builders/core';
import { SUPERVISOR } from '../../builders/enrolment';
import { aPdf } from '../../builders/files/documents';
import { aTellingJpeg, CANARY, aPng } from '../../builders/files/pictures';

type Case = Awaited<ReturnType<typeof anInvestigatedCase>>;
/** `code reason`, or `ok`. */
const failureOf = async (one: Case, name: Parameters<Case['supervisor']['answer']>[0], input: unknown) => {
  const answer = await one.supervisor.answer(name, input);
  if (!answer.ok && answer.error.code === 'invalid_input') return 'invalid_input';
  return answer.ok ? 'ok' : `${answer.error.code} ${answer.error.params?.['reason'] ?? ''}`.trim();
};
const sealed = async (one: Case) => {
  const evidenceId = await addEvidence(one.supervisor, one.callId, aPdf({}));
  return one.supervisor.ask('investigation.seal', {
    callId: one.callId,
    evidenceId: evidenceId as never,
    seal: 'branch',
    isReadable: true,
  });
};

test('a report begins with what the referral says, each point to be answered, and nobody but supervisors sees it', async () => {
  const one = await anInvestigatedCase();
  const view = await one.supervisor.ask('investigation.get', { callId: one.callId });
  expect(view.form.site.points.map(({ text }) => text)).toEqual(view.points);
  expect(view.form.source.origin).toContain('2026年12月1日');
  expect(view.form.signature.lead).toMatchObject({ name: '周明', phone: '0371-63600012' });
  expect(view.form.finding).toBeNull();
  expect(view).toMatchObject({
    saveCount: 0,
    savedAt: null,
    signed: null,
    seal: null,
    replies: [],
    stage: 'handling',
  });
  const list = (search: string, offset = 0) =>
    one.supervisor.ask('investigation.list', { search, offset, limit: 50 });
  const [item] = (await list('')).items;
  expect(item).toMatchObject({ callId: one.callId, stage: 'handling' });
  for (const words of [item?.title, item?.localNumber, item?.unitName])
    expect(await list(String(words))).toMatchObject({ items: [{ callId: one.callId }], total: 1 });
  expect(await list('没有这家')).toEqual({ items: [], total: 0 });
  expect(await list('', 50)).toEqual({ items: [], total: 1 });
  const agent = await one.seat.signedIn();
  for (const name of [
    'investigation.get',
    'investigation.list',
    'investigation.sign',
    'evidence.begin',
  ] as const) {
    expect(await agent.codeOf(name, { callId: one.callId }), name).toBe('not_allowed');
  }
});

test('what is typed is on the disk at once; a colleague’s newer text is not written over', async () => {
  const one = await anInvestigatedCase();
  const { callId, supervisor, form, seat } = one;
  const first = await supervisor.ask('investigation.save', { callId, saveCount: 0, form });
  expect(first.saveCount).toBe(1);
  // Its own answer was lost: the same person goes on.
  expect((await supervisor.ask('investigation.save', { callId, saveCount: 0, form })).saveCount).toBe(2);
  expect(await failureOf(one, 'investigation.save', { callId, saveCount: 7, form })).toBe('outdated');
  await seat.core.stop();
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled, isOnDisk: true });
  const view = await (await again.signedIn(SUPERVISOR.id)).ask('investigation.get', { callId });
  expect(view.form).toEqual(form);
  expect(view.saveCount).toBe(2);
});

test('only a complete report is signed, by head or deputy alone; revision and act are one (R-38, R-39)', async () => {
  const one = await anInvestigatedCase();
  const { callId, supervisor, time } = one;
  const sign = {
    callId,
    saveCount: 1,
    leaderId: DEPUTY_ID,
    signedAt: time.now,
    asked: true,
    decision: '',
  };
  const whole = one.form;
  await supervisor.ask('investigation.save', {
    callId,
    saveCount: 0,
    form: { ...whole, shortcomings: '****' },
  });
  expect(await supervisor.ask('investigation.sign', sign as never)).toEqual({
    kind: 'incomplete',
    problems: [{ section: 'shortcomings', field: 'shortcomings', code: 'placeholder' }],
  });
  await supervisor.ask('investigation.save', { callId, saveCount: 1, form: whole });
  expect(await failureOf(one, 'investigation.sign', sign)).toBe('outdated');
  const current = { ...sign, saveCount: 2 };
  expect(await failureOf(one, 'investigation.sign', { ...current, leaderId: HANDLER_ID })).toBe(
    'act_refused wrong_role',
  );
  expect(await failureOf(one, 'investigation.sign', { ...current, signedAt: time.now + 1 })).toBe(
    'act_refused signed_in_future',
  );
  // Refused by the case: then there is no revision either.
  expect((await supervisor.ask('investigation.get', { callId })).revisions).toEqual([]);
  expect(
    await supervisor.ask('investigation.sign', { ...current, leaderId: HEAD_ID } as never),
  ).toMatchObject({
    kind: 'signed',
    view: {
      stage: 'replying',
      signed: { revision: 1, finding: 'partly', leader: { name: '王建国', role: 'head' } },
    },
  });
  // What is signed stays as it is.
  expect(await failureOf(one, 'investigation.save', { callId, saveCount: 2, form: whole })).toBe(
    'act_refused report_signed',
  );
  expect(await failureOf(one, 'investigation.keep', { callId, why: '再改' })).toBe(
    'act_refused report_signed',
  );
  const { store } = one.seat.core.desk()!;
  expect(() =>
    store.write(() =>
      store.investigations.addRevision({
        callId,
        revision: 1,
        round: 1,
        body: '{}',
        sha256: 'a'.repeat(64),
        why: '',
        by: SUPERVISOR.id,
        at: 1,
      }),
    ),
  ).toThrow();
});

test('revisions only add up, and each is read again as it was', async () => {
  const one = await anInvestigatedCase();
  const { callId, supervisor, form } = one;
  await supervisor.ask('investigation.save', {
    callId,
    saveCount: 0,
    form: { ...form, shortcomings: '第一稿所写问题' },
  });
  await supervisor.ask('investigation.keep', { callId, why: '送审' });
  await supervisor.ask('investigation.keep', { callId, why: '没有变化' });
  await supervisor.ask('investigation.save', { callId, saveCount: 1, form });
  const view = await supervisor.ask('investigation.keep', { callId, why: '按审核意见修改' });
  expect(view.revisions.map(({ revision, why, by }) => [revision, why, by])).toEqual([
    [1, '送审', '赵强'],
    [2, '按审核意见修改', '赵强'],
  ]);
  expect(await supervisor.ask('investigation.revision', { callId, revision: 1 })).toMatchObject({
    shortcomings: '第一稿所写问题',
  });
  // The signature takes the revision that already stands.
  const outcome = await signed({ ...one });
  expect(outcome).toMatchObject({ kind: 'signed', view: { signed: { revision: 2 } } });
});

test('evidence is cleaned, hashed, the same bytes once, and never changed (R-29)', async () => {
  const one = await anInvestigatedCase();
  const { callId, supervisor } = one;
  const id = await addEvidence(supervisor, callId, aTellingJpeg());
  expect(await addEvidence(supervisor, callId, aTellingJpeg())).toBe(id);
  const [kept] = (await supervisor.ask('investigation.get', { callId })).evidence;
  const { bytes } = await supervisor.ask('evidence.read', { id: id as never, offset: 0 });
  expect(bytes.length).toBe(kept?.size);
  expect(Buffer.from(bytes).includes(CANARY)).toBe(false);
  const { store } = one.seat.core.desk()!;
  expect(() => store.write(() => store.evidence.pieces.add(id, 9, new Uint8Array(3)))).toThrow();
  expect(() => store.write(() => store.evidence.pieces.dropOne(id))).toThrow();
  expect(await supervisor.ask('evidence.begin', { callId, size: 21_000_000 })).toEqual({
    kind: 'refused',
    reason: 'too_large',
  });
  // Named in the report but not there: refused at the signature.
  const form = { ...one.form, evidence: [{ id: callId as never, caption: '现场照片' }] };
  expect(await signed({ ...one, form })).toMatchObject({
    kind: 'incomplete',
    problems: [{ code: 'evidence_missing' }],
  });
});

test('no reply before signature and sealed scan; complete by both ways alone (R-40, R-41)', async () => {
  const one = await anInvestigatedCase();
  const { callId, supervisor, time } = one;
  const platform = { callId, at: time.now, proof: { kind: 'platform', receipt: 'PT2026-12-0001' } };
  const mail = { callId, at: time.now, proof: { kind: 'message_id', id: '<20261210.0001@mail.example.cn>' } };
  expect(await failureOf(one, 'investigation.reply', platform)).toBe('act_refused report_missing');
  await signed(one);
  expect(await failureOf(one, 'investigation.reply', platform)).toBe('act_refused seal_missing');
  const picture = await addEvidence(supervisor, callId, aPng());
  const seal = { callId, evidenceId: picture, seal: 'branch', isReadable: true };
  expect(await failureOf(one, 'investigation.seal', seal)).toBe('act_refused not_a_scan');
  expect(await failureOf(one, 'investigation.seal', { ...seal, seal: 'enterprise' })).toBe('invalid_input');
  expect(await failureOf(one, 'investigation.seal', { ...seal, isReadable: false })).toBe('invalid_input');
  expect(await sealed(one)).toMatchObject({ seal: { seal: 'branch', by: '赵强' } });
  expect(await failureOf(one, 'investigation.reply', { ...platform, at: time.now - 86_400_000 })).toBe(
    'act_refused reply_too_early',
  );
  expect(
    await failureOf(one, 'investigation.reply', { ...mail, proof: { kind: 'message_id', id: 'sent' } }),
  ).toBe('invalid_input');
  expect(await supervisor.ask('investigation.reply', platform as never)).toMatchObject({
    stage: 'replying',
    replies: [{ channel: 'platform' }],
  });
  expect(await failureOf(one, 'investigation.reply', platform)).toBe('act_refused same_proof');
  const again = { callId, at: time.now, proof: { kind: 'mail_by_hand', note: 'PT2026-12-0001' } };
  expect(await failureOf(one, 'investigation.reply', again)).toBe('act_refused same_proof');
  const done = await supervisor.ask('investigation.reply', mail as never);
  expect(done.replies.map(({ channel }) => channel)).toEqual(['platform', 'mail']);
  const cases = one.seat.core.desk()!.workbench.cases;
  expect([...cases.get(callId).state.repliedBy].sort()).toEqual(['mail', 'platform']);
});

test('the package for the mailbox has report, scan and words, and no identity in any of them (R-18, R-40)', async () => {
  const one = await anInvestigatedCase();
  const { callId, supervisor, office } = one;
  expect(await failureOf(one, 'investigation.package', { callId })).toBe('act_refused papers_incomplete');
  await signed(one);
  expect(await failureOf(one, 'investigation.package', { callId })).toBe('act_refused seal_missing');
  await sealed(one);
  const handed = await supervisor.ask('investigation.package', { callId });
  expect(handed.kind).toBe('saved');
  const [[name, archive] = ['', new Uint8Array()]] = [...office.saved];
  expect(name).toMatch(/^ZZ01-\d{8}-\d{4}\.zip$/);
  const files = unzip(archive, fileTools);
  expect(files.map((file) => file.name)).toEqual([
    'report.docx',
    'report.pdf',
    'sealed-scan.pdf',
    'mail.txt',
  ]);
  const parts = files.flatMap((file) =>
    file.name.endsWith('.docx') ? unzip(file.bytes, fileTools) : [file],
  );
  for (const { name: part, bytes } of parts) {
    // The named caller of `aReportForm`.
    for (const identity of ['周密之', '13703710001']) {
      expect(Buffer.from(bytes).includes(identity), `${part} ${identity}`).toBe(false);
    }
  }
  expect(office.pages).toHaveLength(1);
  expect(office.pages[0]).not.toMatch(/周密之|13703710001/);
  expect(Buffer.from(files[1]!.bytes).toString('latin1')).not.toMatch(/Producer|Creator|Author/);
  expect(Buffer.from(files[3]!.bytes).toString('utf8')).toContain('部分属实');
});

test('what a referral should not have held is neutral by the time it stands in the report', async () => {
  const one = await anInvestigatedCase({}, '我叫周密之，电话13703710001；夜里往河里排白色泡沫水');
  const { form, points } = await one.supervisor.ask('investigation.get', { callId: one.callId });
  expect(JSON.stringify([form, points])).not.toMatch(/周密之|13703710001/);
  expect(points.at(-1)).toContain('白色泡沫水');
});

test('a second round begins with what is known of the party, and everything else anew', async () => {
  const one = await anInvestigatedCase();
  const { callId, supervisor, time } = one;
  await signed(one);
  await sealed(one);
  await supervisor.ask('investigation.reply', {
    callId,
    at: time.now,
    proof: { kind: 'platform', receipt: 'PT-0001' },
  });
  await supervisor.ask('investigation.reply', {
    callId,
    at: time.now,
    proof: { kind: 'mail_by_hand', note: '省中心邮箱自动回执' },
  });
  const { cases } = one.seat.core.desk()!.workbench;
  const person = SUPERVISOR as never;
  cases.add(person, callId, { kind: 'concluded', note: '' });
  cases.add(person, callId, { kind: 'reopened', why: '举报人提出异议', dueDate: '2026-12-31' });
  expect(() => refer(one.seat, callId)).toThrow(); // the disputed unit
  const { UNITS, aReferral } = await import('../../builders/case');
  cases.add(person, callId, {
    kind: 'referred',
    referral: aReferral({ unit: UNITS[2] }),
    recusal: { asked: true, decision: '' },
  });
  const view = await supervisor.ask('investigation.get', { callId });
  expect(view).toMatchObject({
    round: 2,
    saveCount: 0,
    signed: null,
    seal: null,
    replies: [],
    stage: 'handling',
  });
  expect(view.form.enterprise).toEqual(one.form.enterprise);
  expect(view.form.finding).toBeNull();
  expect(view.form.shortcomings).toBe('');
  expect(view.revisions).toHaveLength(1);
});

test('the builder’s report is complete by the core’s own facts', async () => {
  const one = await anInvestigatedCase();
  const { investigations } = one.seat.core.desk()!.workbench;
  const { known, referral } = investigations.open(one.callId);
  expect(
    problemsOfInvestigation(one.form, investigations.factsOf({ known, referral, form: one.form })),
  ).toEqual([]);
});
