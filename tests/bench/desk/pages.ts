import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogEntry } from '../../../src/main/core/ports';
import { OfficialId } from '../../../src/shared/case/official';
import type { CallId } from '../../../src/shared/ids';
import type { Input, RequestName } from '../../../src/shared/ipc/contract';
import { addDays } from '../../../src/shared/shanghai-time';
import { DEMO_PASSWORD, SUPERVISOR } from '../../builders/enrolment';
import { DIRECTORY } from '../../window/seat/workbench/fake-directory';
import { quantile, round } from '../figures';
import { agedSeat } from '../invented/aged';
import { openSeat, valueOf } from '../seat';
import type { AtDesk } from './desk';
import { LoopProbe, ownMs } from './loop';

/**
 * One page, opened over and over: all that it asks for, as its component does. CPU time of the core's own thread, for that
 * is the page's own; and the same by the clock, with what else the machine does.
 */
interface PageFigures {
  p50Ms: number;
  p95Ms: number;
  clockP95Ms: number;
  /** The longest turn of the core's own thread meanwhile. */
  longestTurnMs: number;
}

export interface PagesFigures {
  records: number;
  pages: Record<string, PageFigures>;
  /** Each request by itself, at p95 of CPU time. */
  requests: Record<string, number>;
  /** One minute's load of the machine before and after. */
  load: [number, number];
}

type Asked = { [N in RequestName]: [N, Input<N>] }[RequestName];
const ask = <N extends RequestName>(name: N, input: Input<N>): Asked => [name, input] as unknown as Asked;

const WARM = 3;
const WORKER = fileURLToPath(new URL('../../../src/main/core/reader.ts', import.meta.url));
const queue = { states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 50 };
const cases = { part: 'handling', unitId: null, search: '', offset: 0, limit: 50 } as const;
/** 360 calls a day were invented. */
const FIRST_DAY = '2024-01-01';
const A_DAY = 360;
/** A supervisor goes back and forth between so many; each of them was new once. */
const DAYS = 4;
const ALL = { period: { from: '2024-01-01', to: '2026-11-30' }, unit: 'month', city: '', type: '' } as const;

/** `at`: how often it was looked at before; `day`: one of the whole days that were invented. */
interface Look {
  at: number;
  callId: CallId;
  day: string;
}
type Pages = Record<string, (look: Look) => Asked[]>;
/** Words by how often and where they stand: each kind is a page of its own, for the slowest may not hide behind the others. */
const WORDS = {
  Rare: ['卓旭养鸡', '赵村镇金岗', '商圣街道'],
  Common: ['有限公司', '街道', '养殖'],
  OneChar: ['厂', '区', '洗'],
  TwoWords: ['越原 表面处理', '塑业 平顶山', '郑州市 登封'],
  None: ['没有这家厂', '洗涤剂分装车间', 'qx9'],
  Number: ['ZZ01-20240101-123456', '024001', 'HN1'],
} as const;
const LISTS = {
  Waiting: { states: ['waiting'] },
  Accepted: { states: ['accepted'] },
  Unreviewed: { onlyUnreviewed: true },
} as const;

function searchesOfQueue(): Pages {
  const pages: Pages = {};
  for (const [kind, words] of Object.entries(WORDS)) {
    pages[`queueSearch${kind}`] = ({ at }) => [
      ask('queue.list', { ...queue, search: words[at % words.length] ?? '' }),
    ];
  }
  for (const [name, filter] of Object.entries(LISTS)) {
    pages[`queueSearch${name}`] = ({ at }) => [
      ask('queue.list', {
        ...queue,
        ...filter,
        search: ['厂', '越原表面', '没有这家'][at % 3] ?? '',
      } as never),
    ];
  }
  return pages;
}

function searchesOfCases(): Pages {
  const pages: Pages = {};
  for (const part of ['handling', 'overdue', 'closed'] as const) {
    for (const unitId of [null, unitUuid(3)]) {
      pages[`caseSearch ${part}${unitId === null ? '' : ' of a unit'}`] = ({ at }) => [
        ask('case.list', {
          ...cases,
          part,
          unitId,
          search: ['洗涤', '厂', '越原表面', '024001'][at % 4] ?? '',
        } as never),
      ];
    }
  }
  pages['investigationSearch'] = ({ at }) => [
    ask('investigation.list', { search: ['洗涤', '厂', '没有这家'][at % 3] ?? '', offset: 0, limit: 50 }),
  ];
  return pages;
}

const PAGES: Pages = {
  queue: ({ at }) => [
    ask('queue.counts', {}),
    ask('queue.list', { ...queue, offset: 50 * (at % 5) }),
    ask('arrival.proof', { withDays: true }),
  ],
  ...searchesOfQueue(),
  review: ({ callId: id }) => [
    ask('queue.list', { ...queue, onlyUnreviewed: true, limit: 100 }),
    ask('queue.detail', { id }),
    ask('sheet.lead', { callId: id }),
  ],
  cases: ({ at, callId }) => [
    ask('case.board', { unitId: null }),
    ask('case.list', { ...cases, part: at % 2 === 0 ? 'handling' : 'overdue' }),
    ask('case.view', { callId }),
  ],
  ...searchesOfCases(),
  investigations: () => [ask('investigation.list', { search: '', offset: 0, limit: 50 })],
  ledger: ({ day: date }) => [
    ask('ledger.day', { date }),
    ask('ledger.list', { date, term: null, offset: 0, limit: 50 }),
    ask('ledger.openCalls', {}),
  ],
  dailySheet: ({ day: date }) => [ask('sheet.days', {}), ask('sheet.day', { date })],
  directory: () => [ask('directory.list', {})],
  statistics: () => [ask('statistics.state', {}), ask('statistics.report', ALL)],
  sync: () => [ask('sync.state', {})],
};

/** What shows how much is owed. */
export const OF_OWED = ['queue', 'sync'] as const;

/**
 * Pages, all unless told, over a seat of `records` reports, by the core's own router and its real reader: aged, or one of which the
 * center has taken nothing yet.
 */
export async function benchPages(
  { cache, folder, records, tell }: AtDesk,
  looks: number,
  invented: typeof agedSeat = agedSeat,
  names: readonly string[] = Object.keys(PAGES),
): Promise<PagesFigures> {
  const aged = await invented(cache, records, tell);
  const store = join(mkdtempSync(join(folder, 'pages-')), 'store');
  execFileSync('cp', ['-a', '--reflink=auto', aged.store, store]);
  let onLog: (entry: LogEntry) => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    onLog = ({ event, what }) => (event === 'reader' && what === 'ready' ? resolve() : undefined);
  });
  const seat = await openSeat(store, aged.enrolment, {
    readerScript: WORKER,
    onLog: (entry) => onLog(entry),
  });
  const awake = setInterval(() => undefined, 1_000);
  await ready;
  const caller = seat.core.openWindow();
  const request = async <N extends RequestName>([name, input]: [N, Input<N>]) =>
    valueOf(name, await seat.core.request(caller, name, input));
  await request(
    ask('session.signIn', { personId: SUPERVISOR.id as never, password: DEMO_PASSWORD }) as never,
  );
  await fillDirectory(request as (asked: Asked) => Promise<unknown>);
  const { rows } = await request<'case.list'>(['case.list', cases]);
  const load = loadavg()[0] ?? Number.NaN;
  const figures: PagesFigures = { records, pages: {}, requests: {}, load: [round(load), 0] };
  const requests = new Map<string, number[]>();
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  for (const [name, asks] of Object.entries(PAGES).filter(([each]) => names.includes(each))) {
    const times: number[] = [];
    const clocks: number[] = [];
    let longestTurnMs = 0;
    for (let at = -WARM; at < looks; at += 1) {
      const look = {
        at: at + WARM,
        callId: rows[(at + WARM) % rows.length]?.callId as CallId,
        day: addDays(FIRST_DAY, Math.floor(records / A_DAY / 2) + ((at + WARM) % DAYS)),
      };
      let cpu = 0;
      const startedAt = performance.now();
      const probe = new LoopProbe();
      for (const asked of asks(look)) {
        await turn();
        const before = ownMs();
        await request(asked as never);
        const own = ownMs() - before;
        await turn();
        cpu += own;
        if (at >= 0) requests.set(asked[0], [...(requests.get(asked[0]) ?? []), own]);
      }
      const { workMs } = probe.stop();
      longestTurnMs = Math.max(longestTurnMs, workMs);
      if (at < 0) continue; // the first looks fill the caches
      times.push(cpu);
      clocks.push(performance.now() - startedAt);
    }
    figures.pages[name] = {
      p50Ms: round(quantile(times, 0.5)),
      p95Ms: round(quantile(times, 0.95)),
      clockP95Ms: round(quantile(clocks, 0.95)),
      longestTurnMs: round(longestTurnMs),
    };
    tell(`${name}: ${JSON.stringify(figures.pages[name])}`);
  }
  for (const [name, own] of requests) figures.requests[name] = round(quantile(own, 0.95));
  figures.load[1] = round(loadavg()[0] ?? Number.NaN);
  await seat.stop();
  clearInterval(awake);
  return figures;
}

function uuid(n: number): never {
  return `01900000-0000-7000-8000-${String(n).padStart(12, '0')}` as never;
}
/** As cases of the aged seat name it. */
function unitUuid(n: number): never {
  return uuid(10_000 + n);
}

/** A bureau's own: 60 units, 600 officials, an interest each. */
async function fillDirectory(request: (asked: Asked) => Promise<unknown>): Promise<void> {
  const [unit] = DIRECTORY.units;
  const [official] = DIRECTORY.officials;
  if (unit === undefined || official === undefined) throw new Error('No directory to copy');
  for (let n = 0; n < 60; n += 1)
    await request(ask('directory.saveUnit', { ...unit, id: unitUuid(n), name: `第${n}分局` }));
  for (let n = 0; n < 600; n += 1) {
    const id = OfficialId.parse(uuid(20_000 + n));
    await request(
      ask('directory.saveOfficial', { ...official, id, unitId: unitUuid(n % 60), name: `人员${n}` }),
    );
    await request(ask('directory.declare', { officialId: id, ground: 'kin', words: `某某第${n}厂` }));
  }
}
