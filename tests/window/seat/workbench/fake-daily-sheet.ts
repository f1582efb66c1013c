import type { Input, Output } from '../../../../src/shared/ipc/contract';
import { edited, findingsIn } from '../../../../src/shared/daily-sheet/rows';
import { inSheetOrder, SheetRow } from '../../../../src/shared/daily-sheet/sheet';
import {
  isOutdated,
  ticksOf,
  type DayFacts,
  type SheetFacts,
} from '../../../../src/shared/daily-sheet/steps';
import { CallId } from '../../../../src/shared/ids';
import type { Grade } from '../../../../src/shared/lead/grade';
import { addDays, shanghaiDate, startOfShanghaiDay } from '../../../../src/shared/shanghai-time';
import { refuse } from '../fake-refusal';

// TEST ONLY: a day's leads in memory, by the same pure rules as the core.

export interface SheetScenario {
  /** The day's sheet at first; without it there is no lead. */
  sheet?: 'unsaved' | 'saved' | 'outdated' | 'signed';
  /** What an imported file says. */
  imported?: 'changes' | 'nothing';
  /** No call of the day was drawn. */
  isNothingDrawn?: boolean;
}

const uuid = (n: number) => CallId.parse(`019ab0c1-0000-7000-8000-${String(n).padStart(12, '0')}`);
const HOUR = 3_600_000;

const SAMPLES: readonly (readonly [Grade, string, string, string, string, string, string])[] = [
  [
    'major',
    '荥阳市',
    '无名洗涤厂',
    '广武镇霸王城村黄河大堤北侧',
    '夜里往黄河滩区排白色泡沫水，气味刺鼻，已持续一个多月。',
    '加工制造',
    '废水',
  ],
  [
    'major',
    '惠济区',
    '不详',
    '古荥镇索须河南岸',
    '有人夜间倾倒桶装化工废液，附近鱼塘死鱼。我姓王，电话13703710001。',
    '化工',
    '危废、废水',
  ],
  [
    'repeat',
    '巩义市',
    '宏达耐火材料厂',
    '回郭镇工业路 12 号',
    '窑炉冒黄烟，白天停夜里开。',
    '陶瓷、耐火材料',
    '废气',
  ],
  [
    'general',
    '新密市',
    '兴旺养殖场',
    '来集镇李堂村',
    '粪水直排沟渠，臭味很大。',
    '畜禽养殖',
    '恶臭、养殖废水',
  ],
  ['general', '金水区', '某工地', '文化路与北环路交叉口', '夜间施工到两点，扬尘大。', '建筑业', '扬尘、噪声'],
];

function samples(): SheetRow[] {
  const day = shanghaiDate(Date.now()).replaceAll('-', '');
  return SAMPLES.map(([grade, county, target, address, pollution, industry, types], n) =>
    SheetRow.parse({
      callId: uuid(n + 1),
      localNumber: `ZZ01-${day}-${String(n + 1).padStart(4, '0')}`,
      recordRevision: 1,
      grade,
      texts: { city: '郑州', county, target, address, pollution, industry, types },
    }),
  );
}

export function fakeDailySheet() {
  const scenario: SheetScenario = window.__scenario ?? {};
  const today = shanghaiDate(Date.now());
  let rows = scenario.sheet === undefined ? [] : samples();
  if (scenario.sheet !== undefined && scenario.sheet !== 'unsaved') {
    // Saved means settled: the words that tell of the reporter are gone.
    rows = rows.map((row) => ({
      ...row,
      texts: { ...row.texts, pollution: row.texts.pollution.replace(/我姓王.*/, '') },
    }));
  }
  const analysed = new Set<string>(scenario.sheet === 'signed' ? rows.map(({ callId }) => callId) : []);
  let isSigned = scenario.sheet === 'signed';
  const sheets: SheetFacts[] = [];
  const history: Output<'sheet.day'>['history'] = [];
  const keep = (why: string, saved: readonly SheetRow[] = rows) => {
    const revision = sheets.length + 1;
    const findings = saved.reduce((sum, row) => sum + findingsIn(row, []).length, 0);
    sheets.push({ revision, madeOn: today, findings, rows: saved.map((row) => ({ ...row })) });
    history.unshift({ revision, madeAt: Date.now() - HOUR, madeBy: '王建国', why, rows: saved.length });
  };
  if (scenario.sheet === 'saved' || scenario.sheet === 'signed') keep('');
  if (scenario.sheet === 'outdated') keep('', rows.slice(0, -1));

  const factsOf = (date: string): DayFacts => ({
    date,
    leads:
      date === today
        ? rows.map((row, n) => ({
            ...row,
            acceptedAt: startOfShanghaiDay(today) + (n === 4 ? 23.9 : 9 + n) * HOUR,
            isAnalysed: analysed.has(row.callId),
            owesSignature: !isSigned,
            analysedOn: analysed.has(row.callId) ? today : null,
            signedOn: isSigned ? today : null,
            referredOn: null,
          }))
        : [],
    sheets: date === today ? sheets : [],
  });
  const day = (date: string): Output<'sheet.day'> => {
    const facts = factsOf(date);
    const latest = facts.sheets.at(-1);
    return {
      date,
      revision: latest?.revision ?? 0,
      isOutdated: isOutdated(facts),
      leads: inSheetOrder(date === today ? rows : []).map((row) => ({
        ...row,
        agentGrade: row.grade,
        isRepeat: row.grade === 'repeat',
        isAnalysed: analysed.has(row.callId),
        owesSignature: !isSigned,
        isReferred: false,
        isCarried: row.callId === uuid(5),
        isNew: latest !== undefined && latest.rows.every(({ callId }) => callId !== row.callId),
        findings: findingsIn(row, []),
      })),
      ticks: ticksOf(facts, today) as Output<'sheet.day'>['ticks'],
      history: date === today ? history : [],
      signatures:
        isSigned && date === today
          ? [
              {
                revision: latest?.revision ?? 1,
                leaderName: '王建国',
                leaderRole: 'head',
                opinion: '同意，立即查处',
                signedAt: Date.now(),
                leads: rows.length,
                notedBy: '王建国',
              },
            ]
          : [],
    };
  };
  const analyse = (callId: string, grade: Grade) => {
    rows = rows.map((row) => (row.callId === callId ? { ...row, grade } : row));
    analysed.add(callId);
  };
  return {
    'sheet.days': (): Output<'sheet.days'> =>
      Array.from({ length: 14 }, (_, n) => {
        const facts = factsOf(addDays(today, -n));
        const ticks = ticksOf(facts, today).map((tick) => ({ ...tick, lacking: tick.lacking.length }));
        // Most days were done; one was missed, and one done too late.
        const state = n === 0 ? null : n === 2 ? 'open' : n === 5 ? 'late' : 'done';
        return {
          date: facts.date,
          leads: n === 0 ? rows.length : 4 + (n % 5),
          ticks: ticks.map((tick, at) =>
            state === null || (state !== 'done' && at < 2) ? tick : { ...tick, state },
          ),
        };
      }),
    'sheet.day': ({ date }: Input<'sheet.day'>) => day(date),
    'sheet.save': ({ date, edits, grades, why }: Input<'sheet.save'>) => {
      for (const { callId, grade } of grades) analyse(callId, grade);
      rows = edited(rows, edits) ?? refuse('sheet_refused', { reason: 'unknown_row' });
      keep(why);
      return day(date);
    },
    'sheet.analyse': ({ items }: Input<'sheet.analyse'>) =>
      items.map(({ callId, grade }) => {
        analyse(callId, grade);
        return { callId, reason: null };
      }),
    'sheet.lead': ({ callId }: Input<'sheet.lead'>): Output<'sheet.lead'> => ({
      callId,
      proposedGrade: 'major',
      agentGrade: 'general',
      analysed: null,
      saidRepeat: true,
      links: [{ callId: uuid(7), localNumber: 'ZZ01-20261120-0031' }],
    }),
    'sheet.sign': ({ date }: Input<'sheet.sign'>) => {
      if (rows.some(({ callId }) => !analysed.has(callId)))
        refuse('sheet_refused', { reason: 'not_analysed' });
      isSigned = true;
      return day(date);
    },
    'sheet.export': ({ date, format }: Input<'sheet.export'>) => ({
      kind: 'saved' as const,
      fileName: `${date} 全省12369受理举报线索.${format}`,
    }),
    'sheet.print': () => ({ isPrinted: true }),
    'sheet.import': (): Output<'sheet.import'> => ({
      kind: 'read',
      fileName: '领导改过的.xlsx',
      revision: 1,
      missing: scenario.imported === 'nothing' ? [] : [5],
      changes:
        scenario.imported === 'nothing'
          ? []
          : [
              {
                callId: uuid(1),
                number: 1,
                column: 'target',
                was: '无名洗涤厂',
                becomes: '霸王城洗涤厂',
                isContested: false,
                fault: null,
              },
              {
                callId: uuid(3),
                number: 3,
                column: 'county',
                was: '巩义市',
                becomes: '上街区',
                isContested: true,
                fault: null,
              },
              {
                callId: uuid(4),
                number: 4,
                column: 'analysis',
                was: '一般线索',
                becomes: '特大线索',
                isContested: false,
                fault: 'unknown_value',
              },
            ],
    }),
    'quality.day': ({ date }: Input<'quality.day'>): Output<'quality.day'> => quality(date, scenario),
    'quality.add': ({ date }: Input<'quality.add'>): Output<'quality.day'> => quality(date, scenario),
  };
}

function quality(date: string, { isNothingDrawn = false }: SheetScenario): Output<'quality.day'> {
  const look = (level: 'excellent' | 'good', isMine: boolean) => ({
    level,
    remark: '问得清楚，地址完整',
    by: isMine ? '王建国' : '陈静',
    isMine,
    at: Date.now(),
  });
  type Look = ReturnType<typeof look> | null;
  const drawn = (n: number, turn: 'first' | 'second' | 'other' | 'done', first: Look, second: Look) => ({
    turn,
    callId: uuid(n),
    localNumber: `ZZ01-20261123-000${n}`,
    title: '磐筑商砼',
    agentName: '李晓雯',
    first,
    second,
  });
  return {
    date,
    calls: isNothingDrawn ? 0 : 31,
    agreement: { pairs: 12, same: 9, near: 12 },
    drawn: isNothingDrawn
      ? []
      : [
          drawn(1, 'other', look('good', true), null),
          drawn(2, 'done', look('good', false), look('excellent', true)),
          drawn(3, 'second', null, null),
        ],
  };
}
