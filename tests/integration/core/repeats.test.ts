import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStoreFile } from '../../../src/main/core/store/open';
import type { Input, Output } from '../../../src/shared/ipc/contract';
import type { IntakeForm } from '../../../src/shared/call/form';
import { aCore, aKeyStore, type RunningCore, type Window } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';

type Question = Omit<Input<'repeats.find'>, 'id'>;

const AT_BAISHI: Question = {
  city: '4101',
  county: '410184',
  town: '',
  detail: '龙湖镇华南城东侧',
  target: '',
  types: ['air'],
  description: '',
};

function about(target: string, detail: string, description: string): IntakeForm {
  return aReportForm({
    report: { target: { answer: target }, address: { detail }, pollution: { description } },
  });
}

async function find(window: Window, question: Partial<Question>): Promise<Output<'repeats.find'>> {
  const [open] = await window.ask('draft.list', {});
  const draft = open ?? (await window.ask('call.start', {}));
  return untilReady(window, { ...AT_BAISHI, ...question, id: draft.id });
}

/** What a statement gives on the seat's file, through a connection of the test's own. */
async function rowsIn({ folder }: RunningCore, statement: string): Promise<unknown[]> {
  const data = join(folder, 'data');
  const { kept } = JSON.parse(readFileSync(join(data, 'key.json'), 'utf8'));
  const key = Buffer.from(await aKeyStore().unwrap(kept.wrapped), 'base64');
  const db = openStoreFile({ file: join(data, 'seat.db'), key, nativeBinding: null, salt: null });
  try {
    return db.prepare(statement).all();
  } finally {
    db.close();
  }
}

/** Reading in takes turns with everything else: asked again until it is through. */
async function untilReady(window: Window, input: Input<'repeats.find'>): Promise<Output<'repeats.find'>> {
  for (;;) {
    const found = await window.ask('repeats.find', input);
    if (found.isReady) return found;
  }
}

describe('likely repeats while the caller is on the line (R-31)', () => {
  it('finds a colleague’s call about the same party in other words', async () => {
    const { signedIn } = await aCore();
    const colleague = await signedIn(SUPERVISOR.id);
    const first = await colleague.takeCall(about('磐筑商砼有限公司', '龙湖镇', '罐车不冲洗,路上全是泥'));
    const window = await signedIn();
    await window.takeCall(about('老李羊肉汤馆', '龙湖镇', '油烟太大,开窗都不行'));
    const found = await find(window, { detail: '龙湖', target: '盘筑搅拌站', description: '灰罐车带泥上路' });
    expect(found.candidates[0]).toMatchObject({
      callId: first.id,
      localNumber: first.localNumber,
      verdict: 'likely',
      decision: null,
    });
    expect(found).toMatchObject({ searched: 2, isReady: true, isAvailable: true });
    expect(found.candidates).toHaveLength(1);
  });

  it('does not offer the call itself, and marks what its agent settled', async () => {
    const { signedIn } = await aCore();
    const window = await signedIn();
    const first = await window.takeCall(about('鼎麟铝业', '龙湖镇', '机油味呛人得很'));
    const form = about('鼎麟铝材', '龙湖镇', '轧制油的味道大');
    const links = [{ callId: first.id, localNumber: first.localNumber, decision: 'linked' as const }];
    form.report.repeats = { said: null, links };
    const draft = await window.fill(await window.ask('call.start', {}), form);
    const question = { ...AT_BAISHI, detail: '龙湖镇', target: '鼎麟铝材', id: draft.id };
    const found = await untilReady(window, question);
    expect(found.candidates.map(({ callId, decision }) => [callId, decision])).toEqual([
      [first.id, 'linked'],
    ]);
    await window.ask('call.finish', { id: draft.id, saveCount: draft.saveCount });
    const again = await untilReady(window, question);
    expect(again.candidates.map(({ callId }) => callId)).toEqual([first.id]);
  });

  it('follows what is finished, and a revision takes the place of the one before', async () => {
    const { signedIn, core } = await aCore();
    const window = await signedIn(SUPERVISOR.id);
    const asker = await signedIn();
    expect((await find(asker, { target: '巨澜电源' })).candidates).toEqual([]);
    const call = await window.takeCall(about('巨澜电源', '龙湖镇', '酸雾天天往外跑'));
    expect((await find(asker, { detail: '龙湖镇', target: '巨兰电瓶厂' })).candidates[0]?.callId).toBe(
      call.id,
    );
    const store = core.desk()?.store;
    store?.write(() => store.calls.setStage(call.id, 'returned'));
    const revision = await window.ask('call.revise', { id: call.id, why: '对象记错了' });
    const filled = await window.fill(revision, about('宏炽冶金', '龙湖镇', '出渣的粉尘到处飞'));
    await window.ask('call.finish', { id: call.id, saveCount: filled.saveCount });
    expect((await find(asker, { detail: '龙湖镇', target: '巨兰电瓶厂' })).candidates).toEqual([]);
    expect((await find(asker, { detail: '龙湖镇', target: '宏池冶金' })).candidates[0]?.callId).toBe(call.id);
  });

  it('is for those who are signed in, about their own draft', async () => {
    const { window, signedIn } = await aCore();
    const agent = await signedIn();
    const { id } = await agent.ask('call.start', {});
    expect(await window().codeOf('repeats.find', { ...AT_BAISHI, id })).toBe('not_signed_in');
    const other = await signedIn(SUPERVISOR.id);
    expect(await other.codeOf('repeats.find', { ...AT_BAISHI, id })).toBe('not_allowed');
    expect(await agent.codeOf('repeats.find', { ...AT_BAISHI, id, phone: '13800000000' })).toBe(
      'invalid_input',
    );
  });

  it('keeps no word of a story that is not in the vocabulary: planted identities never reach its table', async () => {
    const planted = [
      '13937100042',
      '郝志远',
      '幺三九零零零零四五八一',
      '豫A7P903',
      'laoqi_shoushan',
      '门牌昭平台东路9号',
    ];
    const seat = await aCore();
    const window = await seat.signedIn();
    const story = `我叫郝志远,手机13937100042,也就是幺三九零零零零四五八一,微信laoqi_shoushan,车牌豫A7P903,家住门牌昭平台东路9号。搅拌站夜里扬尘。`;
    await window.takeCall(about('磐筑商砼', '龙湖镇', story));
    const rows = await rowsIn(seat, 'select * from repeats');
    expect(rows).toHaveLength(1);
    const kept = JSON.stringify(rows);
    expect(kept).toContain('商混站');
    for (const word of planted) expect(kept).not.toContain(word);
    for (const piece of ['郝', '志远', '1393', '0042', '七九']) expect(kept).not.toContain(piece);
    const table = await rowsIn(seat, "select sql from sqlite_schema where name = 'repeats'");
    expect(JSON.stringify(table)).not.toMatch(/agent|phone|name|identity|caller|sealed/);
  });

  it('has no answer, and says so, where the reader is not there', async () => {
    const { signedIn } = await aCore({ config: { readerScript: '/nowhere/reader.cjs' } });
    const window = await signedIn();
    const { id } = await window.ask('call.start', {});
    expect(await window.ask('repeats.find', { ...AT_BAISHI, target: '磐筑', id })).toEqual({
      candidates: [],
      searched: 0,
      isReady: false,
      isAvailable: false,
    });
  });
});
