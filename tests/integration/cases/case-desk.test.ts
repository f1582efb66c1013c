import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/main/core/refusal';
import { CaseDesk } from '../../../src/main/core/cases/case-desk';
import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { PAPER_FORMATS, type Paper } from '../../../src/shared/papers/paper';
import { caseOf, latestExtension } from '../../../src/shared/case/case';
import type { CaseAct } from '../../../src/shared/case/act';
import type { CaseView, ReferralInput } from '../../../src/shared/ipc/contract';
import { aChoice, BUREAU, enterBureau, person } from '../../builders/cases/bureau';
import { aCore, type Window } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';

const stateOf = (view: CaseView) => caseOf(view.facts, view.acts);
const analysed: CaseAct = { kind: 'analysed', grade: 'general', why: '核实后定为一般' };

async function aBureau() {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  await enterBureau(supervisor);
  return { seat, agent, supervisor };
}

async function reasonOf(window: Window, name: 'case.act' | 'case.refer', input: unknown): Promise<string> {
  const answer = await window.answer(name, input);
  return answer.ok ? 'ok' : String(answer.error.params?.['reason'] ?? answer.error.code);
}

test('an agent sees no case and does nothing with one', async () => {
  const { agent } = await aBureau();
  const { id: callId } = await agent.takeCall(aReportForm());
  const asks = [
    ['case.board', { unitId: null }],
    ['case.list', { part: 'new', unitId: null, search: '', offset: 0, limit: 10 }],
    ['case.view', { callId }],
    ['case.act', { callId, act: analysed }],
    ['case.previewReferral', { callIds: [callId], kept: [] }],
    ['case.refer', aChoice(callId)],
    ['case.referMany', { choices: [aChoice(callId)] }],
    ['case.savePaper', { callId, paper: 'referral', format: 'docx' }],
    ['directory.seed', {}],
  ] as const;
  for (const [name, input] of asks) expect(await agent.codeOf(name, input), name).toBe('not_allowed');
});

describe('转办', () => {
  test('goes once it is analysed, with what the record says and not a word more (R-18, R-26)', async () => {
    const { agent, supervisor } = await aBureau();
    const { id: callId } = await agent.takeCall(aReportForm({ isNamed: true }));
    expect(await reasonOf(supervisor, 'case.refer', aChoice(callId))).toBe('not_analysed');
    await supervisor.ask('case.act', { callId, act: analysed });
    const view = await supervisor.ask('case.refer', aChoice(callId));
    const { referral, stage, owner } = stateOf(view);
    expect(stage).toBe('handling');
    expect(owner).toMatchObject({ kind: 'unit', unit: { name: '郑州市生态环境局新郑分局' } });
    expect(referral).toMatchObject({
      target: '磐筑商砼搅拌站',
      place: '郑州市新郑市龙湖镇华南城东侧',
      head: person(112),
      sentBy: SUPERVISOR.name,
    });
    expect(JSON.stringify(view)).not.toMatch(/周密之|13703710001/);
    expect(await reasonOf(supervisor, 'case.refer', aChoice(callId))).toBe('already_referred');
  });

  test('is blocked while the linter has anything open, and goes in neutral words (R-18)', async () => {
    const { agent, supervisor } = await aBureau();
    const { id: callId } = await agent.takeCall(
      aReportForm({
        report: { pollution: { description: '夜里排水，我叫张国庆，电话13800001234，扬尘很大' } },
      }),
    );
    await supervisor.ask('case.act', { callId, act: analysed });
    const [preview] = await supervisor.ask('case.previewReferral', { callIds: [callId as never], kept: [] });
    const text = preview?.texts.find(({ field }) => field === 'pollution');
    expect(text?.open.length).toBeGreaterThan(0);
    expect(preview?.refusal).toBe('identity_open');
    expect(await reasonOf(supervisor, 'case.refer', aChoice(callId))).toBe('identity_open');
    const oneKept = text?.open.slice(0, 1).map(({ start, end }) => ({
      field: 'pollution' as const,
      words: text.was.slice(start, end),
      because: 'not_identity' as const,
    }));
    expect(await reasonOf(supervisor, 'case.refer', aChoice(callId, { kept: oneKept ?? [] }))).toBe(
      text?.open.length === 1 ? 'ok' : 'identity_open',
    );
    const view = await supervisor.ask('case.refer', aChoice(callId, { neutral: ['pollution'] }));
    const { referral } = stateOf(view);
    expect(referral?.pollution).toBe(text?.neutral);
    expect(JSON.stringify(referral)).not.toMatch(/张国庆|13800001234/);
  });

  test('words that the supervisor settled stay as they were, and who settled them is in the act (R-18)', async () => {
    const { agent, supervisor } = await aBureau();
    const was = '老板电话就写在门上，夜里往河里排水，厂里的电话13800001234';
    const { id: callId } = await agent.takeCall(aReportForm({ report: { pollution: { description: was } } }));
    await supervisor.ask('case.act', { callId, act: analysed });
    const kept = findIdentity(was).map(({ start, end }) => ({
      field: 'pollution' as const,
      words: was.slice(start, end),
      because: 'of_target' as const,
    }));
    const view = await supervisor.ask('case.refer', aChoice(callId, { kept }));
    expect(stateOf(view).referral?.pollution).toBe(was);
    const settled = kept.map((each) => ({ ...each, field: 'report.pollution.description' }));
    expect(view.acts.at(-1)).toMatchObject({
      by: SUPERVISOR.id,
      act: settled.length > 0 ? { kept: settled } : {},
    });
  });

  test('a person with an interest is refused, a name that was told waits for a word (R-25)', async () => {
    const { agent, supervisor } = await aBureau();
    await supervisor.ask('directory.declare', {
      officialId: person(113).id,
      ground: 'kin',
      words: '磐筑商砼',
    });
    const { id: callId } = await agent.takeCall(
      aReportForm({ report: { investigationWish: { answer: '不要让冯涛去，他跟老板称兄道弟' } } }),
    );
    await supervisor.ask('case.act', { callId, act: analysed });
    expect(await reasonOf(supervisor, 'case.refer', aChoice(callId))).toBe('recusal');
    const decided = aChoice(callId, { decision: '已核实没有关系' });
    expect(await reasonOf(supervisor, 'case.refer', decided)).toBe('recusal');
    const [unit, head, handler] = [BUREAU.units[1], person(116), person(117)];
    const other = { unitId: unit?.id, headId: head.id, handlerId: handler.id } as Partial<ReferralInput>;
    expect(await reasonOf(supervisor, 'case.refer', aChoice(callId, other))).toBe('recusal_undecided');
    const said = aChoice(callId, { ...other, decision: '核实为同名，不是一人' });
    const view = await supervisor.ask('case.refer', said);
    expect(view.acts.at(-1)?.act).toMatchObject({
      kind: 'referred',
      recusal: { asked: true, decision: '核实为同名，不是一人' },
    });
  });

  test('who takes over later is held against the same register (R-25, R-26)', async () => {
    const { agent, supervisor } = await aBureau();
    const { id: callId } = await agent.takeCall(
      aReportForm({ report: { investigationWish: { answer: '不要让何平去，他跟老板称兄道弟' } } }),
    );
    await supervisor.ask('case.act', { callId, act: analysed });
    await supervisor.ask('case.refer', aChoice(callId));
    const supervised = (decision?: string): CaseAct => ({
      kind: 'supervised',
      note: '盯紧夜间检查',
      by: person(114) as never,
      ...(decision !== undefined && { recusal: { asked: true, decision } }),
    });
    expect(await reasonOf(supervisor, 'case.act', { callId, act: supervised() })).toBe('recusal_undecided');
    const said = supervised('核实为同名');
    expect(await reasonOf(supervisor, 'case.act', { callId, act: said })).toBe('ok');
    await supervisor.ask('directory.declare', { officialId: person(114).id, ground: 'kin', words: '磐筑' });
    expect(await reasonOf(supervisor, 'case.act', { callId, act: said })).toBe('recusal');
  });

  test('the window can’t refer by another door, nor sign for a sheet, nor name strangers', async () => {
    const { agent, supervisor } = await aBureau();
    const { id: callId } = await agent.takeCall(aReportForm());
    const view = await supervisor.ask('case.act', { callId, act: analysed });
    const signed = {
      kind: 'signed',
      leader: person(110),
      opinion: '同意',
      signedAt: view.now,
      sheet: { day: '2026-12-01', revision: 1 },
    };
    expect(await supervisor.codeOf('case.act', { callId, act: signed })).toBe('invalid_input');
    const stranger = { ...signed, sheet: null, leader: { ...person(110), name: '别人' } };
    expect(await reasonOf(supervisor, 'case.act', { callId, act: stranger })).toBe('not_in_directory');
    const known = { ...signed, sheet: null };
    expect(await reasonOf(supervisor, 'case.act', { callId, act: known })).toBe('ok');
  });

  test('a bulk referral comes to what the same single ones come to, row by row', async () => {
    const texts = ['夜里往河里排白色泡沫水', '我叫张国庆，电话13800001234，夜里排水'];
    const row = fc.record({
      text: fc.constantFrom(...texts),
      isAnalysed: fc.boolean(),
      neutral: fc.boolean(),
      unit: fc.integer({ min: 0, max: 2 }),
      handler: fc.constantFrom(113, 115, 117, 112),
      isTwice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const outcomes = async (isBulk: boolean) => {
          const { agent, supervisor } = await aBureau();
          await supervisor.ask('directory.declare', {
            officialId: person(117).id,
            ground: 'kin',
            words: '磐筑商砼',
          });
          const choices: ReferralInput[] = [];
          for (const { text, isAnalysed, neutral, unit, handler, isTwice } of rows) {
            const form = aReportForm({ report: { pollution: { description: text } } });
            const { id } = await agent.takeCall(form);
            if (isAnalysed) await supervisor.ask('case.act', { callId: id, act: analysed });
            const choice = aChoice(id, {
              unitId: BUREAU.units[unit]?.id as never,
              headId: person([112, 116, 114][unit] ?? 112).id,
              handlerId: person(handler).id,
              neutral: neutral ? ['pollution'] : [],
            });
            choices.push(choice, ...(isTwice ? [choice] : []));
          }
          if (isBulk)
            return (await supervisor.ask('case.referMany', { choices })).map(
              ({ refusal }) => refusal ?? 'ok',
            );
          const single: string[] = [];
          for (const choice of choices) single.push(await reasonOf(supervisor, 'case.refer', choice));
          return single;
        };
        expect(await outcomes(true)).toEqual(await outcomes(false));
      }),
      { numRuns: 6 },
    );
  });
});

test('an extension never goes further than the law, and the latest possible date is the one shown (R-36)', async () => {
  const { agent, supervisor } = await aBureau();
  const { id: callId } = await agent.takeCall(aReportForm());
  await supervisor.ask('case.act', { callId, act: analysed });
  const view = await supervisor.ask('case.refer', aChoice(callId));
  const latest = latestExtension(stateOf(view));
  const extended = (until: string): CaseAct => ({
    kind: 'extended',
    reason: 'procedure',
    why: '处罚告知程序未完',
    until,
    approver: { ...person(111), role: 'deputy' } as never,
    evidence: '',
  });
  const late = extended(`${Number(latest.slice(0, 4)) + 1}${latest.slice(4)}`);
  expect(['extension_too_late', 'overdue']).toContain(
    await reasonOf(supervisor, 'case.act', { callId, act: late }),
  );
});

test('the first entries of the directory are the divisions of the seat’s own city, once', async () => {
  const seat = await aCore();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const { added } = await supervisor.ask('directory.seed', {});
  const { units } = await supervisor.ask('directory.list', {});
  expect(added).toBe(units.length);
  expect(units.find(({ area }) => area === '410182')?.name).toBe('郑州市生态环境局荥阳分局');
  expect(await supervisor.ask('directory.seed', {})).toEqual({ added: 0 });
});

test('a paper is saved only where there is a way to, and never with a name in it (R-18, R-46)', async () => {
  const { agent, supervisor } = await aBureau();
  const { id: callId } = await agent.takeCall(aReportForm());
  const view = await supervisor.ask('case.view', { callId: callId as never });
  expect(view.savesPapers).toBe(false);
  const ask = { callId, paper: 'referral', format: 'docx' };
  expect(await supervisor.codeOf('case.savePaper', ask)).toBe('not_allowed');
});

test('a confirmed matter of a named first reporter: assessed by the rules, written without a payee (R-45, R-46)', async () => {
  const { seat, agent, supervisor } = await aBureau();
  const { id: callId } = await agent.takeCall(
    aReportForm({ isNamed: true, report: { callbackWish: { answer: 'yes' } } }),
  );
  const desk = seat.core.desk();
  if (desk === undefined) throw new Error('No desk');
  const saved: Paper[] = [];
  const { store, workbench } = desk;
  const caseDesk = new CaseDesk({
    cases: workbench.cases,
    rows: store.cases,
    evidence: store.evidence,
    lists: store.caseLists,
    calls: store.calls,
    people: store.people,
    directory: store.directory,
    bundles: desk.bundles,
    amendments: desk.amendments,
    centerClock: desk.centerClock,
    heardAt: () => null,
    retention: store.retention,
    papers: {
      formats: PAPER_FORMATS,
      save: async (_, paper, format, name) => {
        saved.push(paper);
        return { kind: 'saved', fileName: `${name}.${format}` };
      },
    },
  });
  await supervisor.ask('case.act', { callId: callId as never, act: analysed });
  await supervisor.ask('case.refer', aChoice(callId));
  const at = (await supervisor.ask('case.view', { callId: callId as never })).now;
  const leader = { ...person(111), role: 'deputy' as const } as never;
  const do_ = (act: CaseAct) => reasonOf(supervisor, 'case.act', { callId, act });
  // Report and replies have a use case of their own (`investigation.*`): no window may write them here.
  const reported: CaseAct = { kind: 'reported', revision: 1, finding: 'true', leader, signedAt: at };
  expect(await supervisor.codeOf('case.act', { callId: callId as never, act: reported })).toBe(
    'invalid_input',
  );
  const note = (act: CaseAct) => workbench.cases.add(SUPERVISOR as never, callId, act);
  note(reported);
  note({ kind: 'replied', channel: 'platform', at, proof: 'PT-1' });
  expect(await do_({ kind: 'concluded', note: '' })).toBe('reply_missing');
  note({ kind: 'replied', channel: 'mail', at, proof: '<1@hn>' });
  expect(await do_({ kind: 'concluded', note: '' })).toBe('ok');
  const early: CaseAct = {
    kind: 'called_back',
    by: stateOf(await supervisor.ask('case.view', { callId: callId as never })).unit as never,
    at: at - 3_600_000,
    outcome: { kind: 'not_reached', note: '' },
  };
  expect(await do_(early)).toBe('before_conclusion');
  const checks = { isFirst: true, isClear: true, isPublished: false, isTimeBarred: false };
  const assessed: CaseAct = {
    kind: 'reward_assessed',
    isEligible: true,
    policy: 'HN-2016-12',
    grounds: '现场查实偷排',
    amount: 2000,
    checks,
    breach: '通过暗管排放水污染物',
    materials: '调查报告、处罚决定书',
  };
  expect(await do_({ kind: 'reward_submitted', at, proof: '豫环报1号' })).toBe('reward_missing');
  expect(await do_({ ...assessed, checks: { ...checks, isPublished: true } })).toBe('reward_mismatch');
  expect(await do_({ ...assessed, amount: 60_000 })).toBe('reward_amount');
  expect(await do_(assessed)).toBe('ok');
  const write = (paper: 'reward' | 'referral') =>
    caseDesk.savePaper(SUPERVISOR as never, { callId: callId as never, paper, format: 'docx' });
  expect((await write('reward')).fileName).toMatch(/初审表 ZZ01-.*\.docx$/);
  await write('referral');
  expect(saved.map(({ title }) => title)).toEqual(['环境污染举报奖励初审表', '生态环境举报件转办单']);
  expect(JSON.stringify(saved)).not.toMatch(/周密之|13703710001/);
  expect(await do_({ ...assessed, grounds: '举报人张国庆电话13800001234提供照片' })).toBe('ok');
  await expect(write('reward')).rejects.toThrow(Refusal);
  expect(await do_(assessed)).toBe('ok');
  expect(await do_({ kind: 'reward_submitted', at, proof: '豫环报1号' })).toBe('ok');
});
