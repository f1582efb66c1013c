import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { execFileSync } from 'node:child_process';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { unzip } from '../../../src/shared/attachments/office/zip';
import { hasLibreOffice, hasPoppler } from '../../builders/machine/paper-readers';
import type { PaperOffice } from '../../../src/main/core/papers/office';
import { FactIndexer } from '../../../src/main/core/statistics/fact-indexer';
import { FACTS_VERSION } from '../../../src/shared/statistics/facts';
import type { Output } from '../../../src/shared/ipc/contract';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import type { StatisticsAsk } from '../../../src/shared/statistics/report';
import { aCore, type CoreOptions, type Window } from '../../builders/core';
import { aConsultationForm, aDraft, anOutOfScopeForm, aRecord, aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { aPng } from '../../builders/files/pictures';
import { aFolder, aStore, takeIn, type StoreOnDisk } from '../../builders/store';
import { ReadStore } from '../../../src/main/core/store/read-store';

const today = shanghaiDate(Date.now());
const ASK: StatisticsAsk = { period: { from: today, to: today }, unit: 'day', city: '', type: '' };

async function aSupervisor(options: CoreOptions = {}): Promise<Window> {
  const { signedIn } = await aCore(options);
  return signedIn(SUPERVISOR.id);
}

const about = (answer: string, county = '410184') =>
  aReportForm({ report: { target: { answer }, address: { county } } });

const report = (window: Window, part: Partial<StatisticsAsk> = {}): Promise<Output<'statistics.report'>> =>
  window.ask('statistics.report', { ...ASK, ...part });

describe('what statistics count (R-47)', () => {
  it('is every finished call once, from the moment it is finished', async () => {
    const window = await aSupervisor();
    expect((await report(window)).calls.now).toBe(0);
    await window.takeCall(about('磐筑商砼'));
    await window.takeCall(aConsultationForm());
    await window.takeCall(anOutOfScopeForm());
    const { calls, reports, ends, counted, total, agents } = await report(window);
    expect({ calls: calls.now, reports: reports.now, counted, total }).toEqual({
      calls: 3,
      reports: 1,
      counted: 3,
      total: 3,
    });
    expect(ends.filter(({ now }) => now > 0).map(({ code }) => code)).toEqual([
      'report',
      'consultation',
      'out_of_scope',
    ]);
    expect(agents).toEqual([
      { agent: SUPERVISOR.number, calls: 3, reports: 1, outOfScope: 1, whole: 1, answered: 5 },
    ]);
  });

  it('follows a revision: the call is counted as it is now, and not twice', async () => {
    const window = await aSupervisor();
    const { id } = await window.takeCall(about('磐筑商砼'));
    expect((await report(window)).types).toEqual([{ code: 'air', now: 1, before: 0 }]);
    const draft = await window.ask('call.revise', { id, why: '类型记错了' });
    const filled = await window.fill(draft, aReportForm({ report: { pollution: { types: ['water'] } } }));
    await window.ask('call.finish', { id, saveCount: filled.saveCount });
    const { types, reports } = await report(window);
    expect(types).toEqual([{ code: 'water', now: 1, before: 0 }]);
    expect(reports.now).toBe(1);
  });

  it('tells a place and a party only where there are three or more', async () => {
    const window = await aSupervisor();
    for (let number = 0; number < 2; number += 1) await window.takeCall(about('磐筑商砼'));
    const few = await report(window);
    expect(few.counties.filter(({ all }) => typeof all === 'number')).toEqual([]);
    expect(few.repeated).toEqual([]);
    await window.takeCall(about('磐筑商砼有限公司'));
    const { counties, repeated } = await report(window);
    expect(counties.filter(({ all }) => typeof all === 'number')).toMatchObject([
      { county: '410184', all: 3 },
    ]);
    expect(repeated).toMatchObject([{ all: 3, county: '410184', cause: '' }]);
  });

  it('keeps the cause of a repeat with the party, and refuses a reporter’s identity in it (R-18, R-32)', async () => {
    const window = await aSupervisor();
    for (let number = 0; number < 3; number += 1) await window.takeCall(about('磐筑商砼'));
    const [party] = (await report(window)).repeated;
    const target = party?.target ?? '';
    const cause = '整改后复发，除尘设施没有运行';
    await window.ask('statistics.enterCause', { target, cause });
    expect((await report(window)).repeated).toMatchObject([{ target, cause }]);
    const named = { target, cause: '举报人张国庆，电话13800001234，反复来电' };
    expect(await window.codeOf('statistics.enterCause', named)).toBe('identity_in_text');
  });

  it('is for supervisors alone, and never asked from practice', async () => {
    const { signedIn } = await aCore();
    const agent = await signedIn();
    expect(await agent.codeOf('statistics.report', ASK)).toBe('not_allowed');
    const window = await signedIn(SUPERVISOR.id);
    await window.ask('practice.begin', { kind: 'calls', tellsAll: true, isResumed: false });
    await window.ask('practice.nextCaller', {}).catch(() => undefined);
    expect(await window.codeOf('statistics.report', ASK)).toBe('in_practice');
    await window.ask('practice.end', {});
    expect((await report(window)).calls.now).toBe(0);
  });

  it('a later question of the same person takes the place of an earlier one', async () => {
    const window = await aSupervisor();
    await window.takeCall(about('磐筑商砼'));
    const [first, second] = [
      window.answer('statistics.report', ASK),
      window.answer('statistics.report', ASK),
    ];
    expect(await first).toMatchObject({ ok: false, error: { code: 'statistics_unavailable' } });
    expect(await second).toMatchObject({ ok: true, value: { calls: { now: 1 } } });
  });
});

const officeThat = (whereTo: (name: string) => string | null): PaperOffice => ({
  toPdf: async () => new Uint8Array(),
  toPng: async () => aPng(),
  print: async () => false,
  saveTo: async (name) => whereTo(name),
  openPaper: async () => null,
});

describe('papers of what is counted', () => {
  it('are saved where the person says, with no formula in any cell and no identity', async () => {
    const folder = aFolder();
    const window = await aSupervisor({ office: officeThat((name) => join(folder, name)) });
    for (let number = 0; number < 3; number += 1) {
      await window.takeCall(
        aReportForm({ isNamed: true, report: { target: { answer: '=HYPERLINK("http://a")磐筑商砼' } } }),
      );
    }
    const input = { ask: ASK, paper: 'tables' as const, format: 'xlsx' as const, advice: '' };
    expect(await window.ask('statistics.save', input)).toEqual({ isSaved: true });
    const [file = ''] = readdirSync(folder);
    const book = new Excel.Workbook();
    await book.xlsx.readFile(join(folder, file));
    const cells: unknown[] = [];
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell.value))));
    expect(cells.length).toBeGreaterThan(60);
    expect(cells.filter((value) => typeof value === 'object')).toEqual([]);
    expect(cells.filter((value) => typeof value === 'string' && /^[=+\-@\t\r]/.test(value))).toEqual([]);
    expect(JSON.stringify(cells)).not.toMatch(/周密之|13703710001/);
    expect(existsSync(join(folder, `${file}.part`))).toBe(false);
  });

  it('a study is a docx that another program opens, with its plots and without who made it', async () => {
    const folder = aFolder();
    const window = await aSupervisor({ office: officeThat((name) => join(folder, name)) });
    for (let number = 0; number < 4; number += 1) await window.takeCall(aReportForm({ isNamed: true }));
    const input = { ask: ASK, paper: 'month' as const, format: 'docx' as const, advice: '加强夜间巡查。' };
    expect(await window.ask('statistics.save', input)).toEqual({ isSaved: true });
    const [file = ''] = readdirSync(folder);
    expect(file).toMatch(/\.docx$/);
    const parts = unzip(readFileSync(join(folder, file)), fileTools);
    expect(parts.filter(({ name }) => /^word\/media\/.*\.svg$/.test(name)).length).toBeGreaterThan(0);
    // What older word processors show in their place is drawn by the shell.
    const pictures = parts.filter(({ name }) => /^word\/media\/.*\.png$/.test(name));
    expect(pictures.length).toBeGreaterThan(0);
    for (const { bytes } of pictures) expect(Buffer.from(bytes)).toEqual(aPng());
    const told = parts.map(({ bytes }) => Buffer.from(bytes).toString()).join('\n');
    expect(told).toContain('加强夜间巡查');
    expect(told).not.toMatch(/周密之|13703710001/);
    if (!hasLibreOffice || !hasPoppler) return;
    const options = ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', 'pdf'];
    execFileSync('soffice', [...options, '--outdir', folder, join(folder, file)], { stdio: 'ignore' });
    const text = execFileSync('pdftotext', [join(folder, file.replace(/docx$/, 'pdf')), '-']).toString();
    expect(text).toContain('加强夜间巡查');
  }, 120_000);

  it('are not begun where the person thought better of it, and an impossible place is said', async () => {
    let path: string | null = null;
    const window = await aSupervisor({ office: officeThat(() => path) });
    const input = { ask: ASK, paper: 'tables' as const, format: 'xlsx' as const, advice: '' };
    expect(await window.ask('statistics.save', input)).toEqual({ isSaved: false });
    path = join(aFolder(), 'nowhere', 'at', 'all.xlsx');
    expect(await window.codeOf('statistics.save', input)).toBe('paper_not_written');
  });
});

describe('calls finished before they were counted', () => {
  const factsIn = ({ file, key }: StoreOnDisk) => {
    const reading = ReadStore.open({ file, key, nativeBinding: null, salt: null });
    const rows = reading.statistics.factsAfter(0, 1_000);
    reading.close();
    return rows;
  };
  const indexerOf = ({ store }: StoreOnDisk) =>
    new FactIndexer({
      facts: store.facts,
      meta: store.meta,
      writer: store,
      clock: { monotonic: () => performance.now() },
      timer: { after: () => () => undefined },
      onIndexed: () => undefined,
    });

  it('are filled in, one row a call, its latest revision', async () => {
    const disk = await aStore();
    const first = aRecord(aDraft({ form: about('磐筑商砼') }));
    takeIn(disk.store, first);
    takeIn(disk.store, aRecord(aDraft({ form: aConsultationForm() })));
    const revised = aRecord(
      aDraft({ id: first.id, localNumber: first.localNumber, form: about('鼎麟铝业') }),
      2,
    );
    takeIn(disk.store, { ...revised, why: '对象记错了' });
    const indexer = indexerOf(disk);
    while (indexer.slice());
    const rows = factsIn(disk);
    expect(rows.map(({ facts }) => facts.disposition).sort()).toEqual(['consultation', 'report']);
    expect(rows.find(({ facts }) => facts.disposition === 'report')?.facts.targetName).toContain('鼎麟');
    expect(indexer.slice()).toBe(false);
  });

  it('are read anew by a program that reads them otherwise', async () => {
    const disk = await aStore();
    takeIn(disk.store, aRecord());
    const first = indexerOf(disk);
    while (first.slice());
    disk.store.write(() => disk.store.meta.setFactsMade({ version: FACTS_VERSION - 1, seq: 1 }));
    const again = indexerOf(disk);
    while (again.slice());
    expect(disk.store.meta.factsMade()).toEqual({ version: FACTS_VERSION, seq: 1 });
    expect(factsIn(disk)).toHaveLength(1);
  });
});

describe('cases that are late (R-36)', () => {
  it('are told by what their own acts say of why', async () => {
    const disk = await aStore();
    const { file, key, store } = disk;
    takeIn(store, aRecord());
    takeIn(store, aRecord(aDraft({ form: about('鼎麟铝业') })));
    const reading = ReadStore.open({ file, key, nativeBinding: null, salt: null });
    const period = { from: '2026-11-01', to: '2026-12-31' };
    const overdueAt = (day: string) => {
      const steps = reading.statistics.overdue(period, Date.parse(`${day}T04:00:00Z`));
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      return step.value;
    };
    expect(overdueAt('2026-12-23')).toMatchObject({ cases: 2, openInTime: 2, openLate: 0, stages: [] });
    const late = overdueAt('2026-12-24');
    expect(late).toMatchObject({ cases: 2, openInTime: 0, openLate: 2, stages: [{ code: 'new', open: 2 }] });
    expect(late.causes.filter(({ open }) => open > 0)).toEqual([
      { code: 'not_referred', closed: 0, open: 2 },
    ]);
    reading.close();
  });
});
