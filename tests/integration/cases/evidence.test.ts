import { expect, test } from 'vitest';
import type { CaseAct } from '../../../src/shared/case/act';
import { anInvestigatedCase, addEvidence, DEPUTY_ID } from '../../builders/investigation/case';
import { aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { aDocx } from '../../builders/files/documents';
import { aPng, aTellingJpeg, CANARY } from '../../builders/files/pictures';

const urged = { kind: 'urged', note: '附现场照片，请夜间核查' } as const;

test('an act carries files of its case, which are seen in its history and looked at as they were cleaned (R-27, R-29)', async () => {
  const { supervisor, callId, office } = await anInvestigatedCase();
  const picture = await addEvidence(supervisor, callId, aTellingJpeg());
  const letter = await addEvidence(supervisor, callId, aDocx());
  const unused = await addEvidence(supervisor, callId, aPng());
  const files = [letter, picture, letter] as never;
  const view = await supervisor.ask('case.act', { callId, act: urged, files });
  expect(view.acts.at(-1)).toMatchObject({ act: urged, files: [picture, letter] });
  expect(view.acts.slice(0, -1).every((each) => each.files.length === 0)).toBe(true);
  expect(view.files.map(({ id, type }) => [id, type])).toEqual([
    [picture, 'jpeg'],
    [letter, 'docx'],
    [unused, 'png'],
  ]);
  const saved = await supervisor.ask('evidence.save', { id: picture as never });
  const fileName = `${view.row.localNumber} 附件1.jpg`;
  expect(saved).toEqual({ kind: 'saved', fileName });
  const copy = Buffer.from(office.saved.get(fileName) ?? []);
  expect(copy.length).toBe(view.files[0]?.size);
  expect(copy.includes(CANARY)).toBe(false);
  // The next act has its own.
  const next = await supervisor.ask('case.act', { callId, act: urged, files: [picture as never] });
  expect(next.acts.slice(-2).map((each) => each.files)).toEqual([[picture, letter], [picture]]);
});

test('no act carries another case’s files, nor one that has papers of its own', async () => {
  const one = await anInvestigatedCase();
  const { seat, supervisor, callId } = one;
  const { id: otherCall } = await (await seat.signedIn()).takeCall(aReportForm());
  const foreign = (await addEvidence(supervisor, otherCall, aPng())) as never;
  const own = (await addEvidence(supervisor, callId, aPng())) as never;
  const count = async () => (await supervisor.ask('case.view', { callId })).acts.length;
  const before = await count();
  expect(await supervisor.codeOf('case.act', { callId, act: urged, files: [foreign] })).toBe('not_found');
  const analysed = { kind: 'analysed', grade: 'general', why: '' } as const;
  expect(await supervisor.codeOf('case.act', { callId, act: analysed, files: [own] })).toBe('invalid_input');
  expect(await count()).toBe(before);
  expect(await supervisor.codeOf('evidence.save', { id: callId as never })).toBe('not_found');
});

test('the store lets no file be laid to an act later, changed or taken away', async () => {
  const { seat, supervisor, callId } = await anInvestigatedCase();
  const first = (await addEvidence(supervisor, callId, aPng())) as never;
  const later = (await addEvidence(supervisor, callId, aTellingJpeg())) as never;
  await supervisor.ask('case.act', { callId, act: urged, files: [first] });
  const { store } = seat.core.desk()!;
  const { db } = store as unknown as { db: import('better-sqlite3').Database };
  const law = (sql: string) => () => db.exec(sql);
  const { acts } = await supervisor.ask('case.view', { callId });
  const add = `insert into case_act_files (call_id, number, evidence_id) values ('${callId}', ${acts.length}, '${later}')`;
  expect(law(add)).toThrow(/law: an act keeps the files it came with/);
  expect(law(`update case_act_files set evidence_id = '${later}'`)).toThrow(/law/);
  expect(law('delete from case_act_files')).toThrow(/law/);
});

test('a closed case takes files: the objection that opens it again carries some', async () => {
  const { seat, supervisor, callId, time } = await anInvestigatedCase();
  const { cases } = seat.core.desk()!.workbench;
  const at = time.now - 60_000;
  const leader = { id: DEPUTY_ID, name: '蔡敏', role: 'deputy' } as never;
  const note = (act: CaseAct) => cases.add(SUPERVISOR as never, callId, act);
  note({ kind: 'reported', revision: 1, finding: 'true', leader, signedAt: at });
  for (const channel of ['platform', 'mail'] as const) note({ kind: 'replied', channel, at, proof: 'PT-1' });
  note({ kind: 'concluded', note: '' });
  const { unit } = cases.get(callId).state;
  for (let hour = 1; hour <= 3; hour += 1) {
    time.now += 2 * 3_600_000;
    note({ kind: 'called_back', by: unit!, at: time.now, outcome: { kind: 'not_reached', note: '' } });
  }
  expect(cases.get(callId).state.stage).toBe('closed');
  const letter = (await addEvidence(supervisor, callId, aDocx())) as never;
  const reopened = { kind: 'reopened', why: '举报人来信提出异议', dueDate: '2026-12-25' } as const;
  const view = await supervisor.ask('case.act', { callId, act: reopened, files: [letter] });
  expect(view.acts.at(-1)?.files).toEqual([letter]);
  const agent = await seat.signedIn();
  expect(await agent.codeOf('evidence.save', { id: letter })).toBe('not_allowed');
});
