import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { TYPESCRIPT } from '../../../build/typescript.mjs';
import { emptyForm } from '../../../src/shared/call/form';
import { openStoreFile } from '../../../src/main/core/store/open';
import { parseCallUri } from '../../../src/shared/telephony/call-uri';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { aCore, aKeyStore, type RunningCore, type Window } from '../../builders/core';
import { aConsultationForm, aReportForm } from '../../builders/draft';
import { AGENT, AGENT_2, SUPERVISOR } from '../../builders/enrolment';
import { bytesInFolder, wordsInText } from '../../end-to-end/stage/profile-bytes';
import { Softphone } from '../../softphone/softphone';

const NUMBER = '13800001234';
const today = () => shanghaiDate(Date.now());
const greeted = [{ lineId: 'greeting', at: 1 }];

/** A seat with its telephone switched on by a supervisor, who has left. */
async function aSeatWithPhone(before?: RunningCore) {
  const switched: boolean[] = [];
  const seat = await aCore({
    onPhone: (isOn) => switched.push(isOn),
    ...(before && { folder: before.folder, enrolled: before.enrolled }),
  });
  const chief = await seat.signedIn(SUPERVISOR.id);
  const access = await chief.ask('phone.configure', { isOn: true, port: 0, renewsToken: false });
  seat.core.closeWindow(chief.caller);
  const phone = new Softphone({ address: access.address ?? '', token: access.token });
  return { seat, phone, access, switched };
}

const stateOf = (window: Window) => window.ask('phone.state', {});
const callsOf = (window: Window) => window.ask('draft.list', {});

/** Everything that lies in the store, without its cipher. */
async function pagesOf(seat: RunningCore): Promise<Buffer> {
  const data = join(seat.folder, 'data');
  const { kept } = JSON.parse(readFileSync(join(data, 'key.json'), 'utf8'));
  const key = Buffer.from(await aKeyStore().unwrap(kept.wrapped), 'base64');
  const db = openStoreFile({ file: join(data, 'seat.db'), key, nativeBinding: null, salt: null });
  const pages = db.serialize();
  db.close();
  return pages;
}

test('off by default: no door, no link, and only a supervisor may look or switch it on', async () => {
  const switched: boolean[] = [];
  const seat = await aCore({ onPhone: (isOn) => switched.push(isOn) });
  const agent = await seat.signedIn(AGENT.id);
  expect(await stateOf(agent)).toEqual({ isOn: false, ringing: null, current: null });
  expect(await agent.codeOf('phone.settings', {})).toBe('not_allowed');
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const { token, ...off } = await supervisor.ask('phone.settings', {});
  expect(off).toEqual({ isOn: false, port: 0, address: null, failure: null });
  const link = parseCallUri(`hn12369://call?event=ring&id=1&number=${NUMBER}&token=${token}`);
  if (link === null) throw new Error('no link');
  seat.core.followCall(link);
  expect((await stateOf(agent)).ringing).toBeNull();
  expect(switched).toEqual([false]);
  const on = await supervisor.ask('phone.configure', { isOn: true, port: 0, renewsToken: false });
  expect(on).toMatchObject({ isOn: true, token, failure: null });
  expect(on.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/events$/);
  seat.core.followCall(link);
  expect((await stateOf(agent)).ringing).toMatchObject({ number: NUMBER });
  expect(switched).toEqual([false, true]);
  // Shut again, nothing of it is left.
  await supervisor.ask('phone.configure', { isOn: false, port: 0, renewsToken: false });
  expect(await stateOf(agent)).toEqual({ isOn: false, ringing: null, current: null });
});

test('a renewed token makes the old one worthless; the new one holds over a restart', async () => {
  const { seat, phone, access } = await aSeatWithPhone();
  expect(await phone.ring(NUMBER)).toBe(204);
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const renewed = await supervisor.ask('phone.configure', { isOn: true, port: 0, renewsToken: true });
  expect(renewed.token).not.toBe(access.token);
  expect(await phone.ring(NUMBER)).toBe(401);
  await seat.core.stop();
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled });
  const back = await again.signedIn(SUPERVISOR.id);
  await expect.poll(async () => (await back.ask('phone.settings', {})).address).not.toBeNull();
  const { address, token } = await back.ask('phone.settings', {});
  expect(token).toBe(renewed.token);
  expect(await new Softphone({ address: address ?? '', token }).ring(NUMBER)).toBe(204);
});

test('ring, answer, hang up: the call begins by itself and is marked; nothing is left of the number', async () => {
  const { seat, phone, access } = await aSeatWithPhone();
  const agent = await seat.signedIn();
  await phone.ring(NUMBER);
  expect(await stateOf(agent)).toMatchObject({ ringing: { number: NUMBER }, current: null });
  await phone.answer();
  const [draft] = await callsOf(agent);
  expect(draft).toMatchObject({ origin: { kind: 'telephony' }, agentId: AGENT.id, hungUpAt: null });
  expect(await stateOf(agent)).toMatchObject({
    ringing: null,
    current: { id: draft?.id, number: NUMBER, hungUpAt: null },
  });
  if (draft === undefined) throw new Error('no call');
  await agent.fill(draft, emptyForm(), { confirmations: greeted, step: 'purpose' });
  await phone.hangUp();
  const [hungUp] = await callsOf(agent);
  expect(hungUp?.hungUpAt).not.toBeNull();
  // Nobody can be asked any more whether the number may be kept.
  expect(await stateOf(agent)).toMatchObject({ current: { number: null, hungUpAt: hungUp?.hungUpAt } });
  // A window that has not heard of it can not unsay it.
  if (hungUp === undefined) throw new Error('no call');
  const late = await agent.fill(hungUp, aConsultationForm(), { hungUpAt: null });
  expect(late.hungUpAt).toBe(hungUp.hungUpAt);
  await agent.ask('call.finish', { id: late.id, saveCount: late.saveCount });
  expect((await stateOf(agent)).current).toBeNull();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  expect(await supervisor.ask('phone.missed', {})).toEqual([]);
  expect(await supervisor.ask('ledger.day', { date: today() })).toMatchObject({
    answered: 1,
    isClosed: true,
  });
  await seat.core.stop();
  const secrets = [NUMBER, 'sim-', access.token];
  expect(bytesInFolder(seat.folder, secrets)).toEqual([]);
  expect(wordsInText(JSON.stringify(seat.log), secrets)).toEqual([]);
  const pages = await pagesOf(seat);
  expect(pages.includes(Buffer.from(AGENT.name))).toBe(true); // in clear indeed
  for (const secret of [NUMBER, 'sim-']) expect(pages.includes(Buffer.from(secret))).toBe(false);
});

test('anonymous drops the number at once; named keeps it offered until the end (R-15, R-16)', async () => {
  const { seat, phone } = await aSeatWithPhone();
  const agent = await seat.signedIn();
  const takeOne = async (choice: 'anonymous' | 'named') => {
    await phone.ring(NUMBER);
    await phone.answer();
    const [draft] = await callsOf(agent);
    if (draft === undefined) throw new Error('no call');
    const chosen = aReportForm({ isNamed: choice === 'named' });
    return agent.fill(draft, { ...chosen, identity: null }, { step: 'identity' });
  };
  const anonymous = await takeOne('anonymous');
  expect((await stateOf(agent)).current).toMatchObject({ number: null });
  // Changing their mind brings nothing back.
  const turned = await agent.fill(anonymous, aReportForm({ isNamed: true }));
  expect((await stateOf(agent)).current).toMatchObject({ number: null });
  await agent.ask('call.finish', { id: turned.id, saveCount: turned.saveCount });
  const named = await takeOne('named');
  await phone.hangUp();
  expect((await stateOf(agent)).current).toMatchObject({ number: NUMBER });
  const ended = await agent.fill(named, aReportForm({ isNamed: true }));
  await agent.ask('call.finish', { id: ended.id, saveCount: ended.saveCount });
  expect((await stateOf(agent)).current).toBeNull();
});

test('the number is shown to whose call it is, and goes when the call changes hands (R-17)', async () => {
  const { seat, phone } = await aSeatWithPhone();
  const agent = await seat.signedIn();
  await phone.ring(NUMBER);
  await phone.answer();
  const [draft] = await callsOf(agent);
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  expect((await stateOf(supervisor)).current).toBeNull();
  await supervisor.ask('call.takeOver', { id: draft?.id as never, why: '代为结束' });
  expect((await stateOf(agent)).current).toBeNull();
  expect((await stateOf(supervisor)).current).toBeNull();
  expect(await phone.hangUp()).toBe(204);
});

test('answered and not recorded: nobody there, two there, or a call in hand; each is settled once (R-14)', async () => {
  const { seat, phone } = await aSeatWithPhone();
  const answerOne = async () => {
    await phone.ring(NUMBER);
    await phone.answer();
    await phone.hangUp();
  };
  await answerOne();
  const agent = await seat.signedIn(AGENT.id);
  const other = await seat.signedIn(AGENT_2.id);
  await answerOne();
  seat.core.closeWindow(other.caller);
  const open = await agent.ask('call.start', {});
  await answerOne();
  expect((await callsOf(agent)).map(({ id }) => id)).toEqual([open.id]);
  expect(await agent.codeOf('phone.missed', {})).toBe('not_allowed');
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const missed = await supervisor.ask('phone.missed', {});
  expect(missed).toHaveLength(3);
  expect(JSON.stringify(missed)).not.toContain(NUMBER);
  const date = today();
  expect(await supervisor.ask('ledger.day', { date })).toMatchObject({
    unmatchedPhoneCalls: 3,
    isClosed: false,
  });

  const [first, second, third] = missed;
  if (!first || !second || !third) throw new Error('three were missed');
  const why = '内部测试电话，无来电人';
  expect(await supervisor.codeOf('phone.explain', { seq: first.seq, why: '测试' })).toBe('invalid_input');
  expect(await supervisor.ask('phone.explain', { seq: first.seq, why })).toHaveLength(2);
  expect(await supervisor.codeOf('phone.explain', { seq: first.seq, why })).toBe('not_allowed');
  const entry = { startedAt: second.answeredAt, why: '接听时手上有未结来电', phoneCallSeq: second.seq };
  expect(await agent.codeOf('call.backEnter', entry)).toBe('not_allowed');
  expect(await supervisor.codeOf('call.backEnter', { ...entry, startedAt: entry.startedAt - 5 })).toBe(
    'invalid_input',
  );
  const draft = await supervisor.ask('call.backEnter', { ...entry, answeredBy: AGENT.id as never });
  expect(draft).toMatchObject({ agentId: AGENT.id, startedAt: second.answeredAt });
  const filled = await supervisor.fill(draft, aConsultationForm());
  await supervisor.ask('call.finish', { id: draft.id, saveCount: filled.saveCount });
  expect(await supervisor.codeOf('call.backEnter', entry)).toBe('not_allowed');
  await supervisor.ask('phone.explain', { seq: third.seq, why });
  const mine = await agent.fill(open, aConsultationForm());
  await agent.ask('call.finish', { id: open.id, saveCount: mine.saveCount });
  expect(await supervisor.ask('ledger.day', { date })).toMatchObject({
    answered: 2,
    backEntered: 1,
    unmatchedPhoneCalls: 0,
    isClosed: true,
  });
  const acts = [...(seat.core.desk()?.store.audit.rows() ?? [])].map(({ act }) => act);
  expect(acts.filter((act) => act === 'phone_explained')).toHaveLength(2);
  expect(acts).toContain('call_back_entered');
});

test('a call that was begun by key while it rang is that call, not a second one', async () => {
  const { seat, phone } = await aSeatWithPhone();
  const agent = await seat.signedIn();
  await phone.ring(NUMBER);
  const draft = await agent.ask('call.start', {});
  await phone.answer();
  expect((await callsOf(agent)).map(({ id }) => id)).toEqual([draft.id]);
  expect(await stateOf(agent)).toMatchObject({ current: { id: draft.id, number: NUMBER } });
  await phone.hangUp();
  expect((await callsOf(agent))[0]?.hungUpAt).not.toBeNull();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  expect(await supervisor.ask('phone.missed', {})).toEqual([]);
});

test('the softphone on the command line runs a script of events', async () => {
  const { seat, access } = await aSeatWithPhone();
  const agent = await seat.signedIn();
  const words = ['--port', new URL(access.address ?? '').port, '--token', access.token];
  const run = async (...script: string[]) => {
    const file = at('tests', 'softphone', 'main.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...TYPESCRIPT,
      file,
      ...words,
      ...script,
    ]);
    return stdout.trim().split('\n');
  };
  expect(await run('ring', NUMBER, 'answer', 'hang-up')).toEqual([
    'ring: 204',
    'answer: 204',
    'hang-up: 204',
  ]);
  expect((await callsOf(agent))[0]).toMatchObject({ origin: { kind: 'telephony' } });
  expect((await callsOf(agent))[0]?.hungUpAt).not.toBeNull();
  const links = await run('--link', 'ring', NUMBER, 'answer');
  expect(links.map((link) => parseCallUri(link)?.event.event)).toEqual(['ring', 'answer']);
});

test('told twice, out of order, or after a restart: one call, and its end is found where only one can be meant', async () => {
  const { seat, phone } = await aSeatWithPhone();
  const agent = await seat.signedIn();
  await phone.ring(NUMBER);
  await phone.ring(NUMBER); // another call of the same caller: the first is never heard of again
  await phone.answer();
  await phone.answer();
  expect(await callsOf(agent)).toHaveLength(1);
  await seat.core.stop();
  const again = await aSeatWithPhone(seat);
  const back = await again.seat.signedIn();
  expect((await callsOf(back))[0]?.hungUpAt).toBeNull();
  again.phone.dial();
  expect(await again.phone.hangUp()).toBe(204);
  expect((await callsOf(back))[0]?.hungUpAt).not.toBeNull();
  expect(await again.phone.hangUp()).toBe(204);
});
