import { shanghaiTimestamp } from '../../shared/shanghai-time';
import type { Stage } from '../bundles';
import type { Counts, SeatCounts } from './counts';

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;margin:24px;color:#1c2733}h1{font-size:20px}h2{font-size:16px;margin-top:28px}
table{border-collapse:collapse}th,td{border-bottom:1px solid #d5dce3;padding:4px 14px 4px 0;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#a4161a;font-weight:600}`;

/** The counts as a page without a script; everything in it is escaped. Times are of Shanghai. */
export function operatorPage(counts: Counts): string {
  const isMissing = counts.missingRevisions > 0;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>省中心运行计数</title><style>${STYLE}</style></head><body>
<h1>河南省12369 省中心：运行计数</h1>
<p>${time(counts.centerTime)}（本进程自 ${time(counts.since)} 起）</p>
${table(
  ['项目', '数'],
  [
    ['坐席', counts.seats.length],
    ['记录', counts.records],
    ['收到的版次', counts.revisions],
    ['回执', counts.receipts],
    ['缺的版次', counts.missingRevisions],
    ['数据库', `${(counts.databaseBytes / 1_048_576).toFixed(1)} MB`],
  ],
)}
${isMissing ? '<p class="bad">有版次未到：后一版已收到，前一版还没有。</p>' : ''}
<h2>口径包</h2>
${table(
  ['版本', '生效', '范围', '坐席数'],
  counts.bundles.map((each) => [each.version, time(each.effectiveFrom), stageWords(each.stage), each.seats]),
)}
<h2>本进程拒收的记录</h2>
${table(
  ['原因', '次数'],
  counts.refused.map(({ reason, count }) => [reason, count]),
)}
<h2>坐席</h2>
${table(
  ['坐席', '单位', '版次', '最近一份记录', '最近联系（本进程）', '口径包', '近14天，按日'],
  counts.seats.map((each) => [
    each.seatId,
    each.unitCode,
    each.revisions,
    time(each.lastRecordAt),
    time(each.lastContactAt),
    each.bundleVersion,
    daysWords(each.days),
  ]),
)}
</body></html>
`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (tag: string, value: string | number) =>
    `<${tag}${typeof value === 'number' ? ' class="n"' : ''}>${escaped(String(value))}</${tag}>`;
  const line = (tag: string, cells: readonly (string | number)[]) =>
    `<tr>${cells.map((each) => cell(tag, each)).join('')}</tr>`;
  if (rows.length === 0) return '<p>无</p>';
  return `<table>${line('th', heads)}\n${rows.map((row) => line('td', row)).join('\n')}</table>`;
}

const time = (at: number | null): string => (at === null ? '—' : shanghaiTimestamp(at));

function stageWords(stage: Stage | null): string {
  if (stage === null) return '全部坐席';
  return 'percent' in stage ? `${stage.percent}% 的坐席` : stage.seats.join(' ');
}

const daysWords = (days: SeatCounts['days']): string =>
  days.map(({ date, revisions }) => `${date.slice(5)}：${revisions}`).join('　');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}
