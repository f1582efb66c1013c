import { isImage, neutralName, type AttachmentType } from '../attachments/attachment';
import { assertNever } from '../assert-never';
import type { Finding } from '../case/act';
import type { Block, Paper, PaperTable } from '../papers/paper';
import { shanghaiTimestamp } from '../shanghai-time';
import type { Approval, Investigation, Section, Signer } from './investigation';

/** Annex 2's headings, to the letter (R-49). */
export const HEADINGS: Record<Section, string> = {
  source: '一、案件来源',
  enterprise: '二、相关企业基本情况',
  site: '三、现场调查情况',
  shortcomings: '四、存在问题',
  duty: '五、属地生态环境部门履职情况',
  advice: '六、工作建议',
  signature: '七、落款',
};

export const FINDING_WORDS: Record<Finding, string> = { true: '属实', partly: '部分属实', false: '不属实' };

/** By what a document that comes back is known to belong to this report. */
export const NUMBER_TAG = 'report.number';
const TITLE_CHARS = 20;

export interface PaperFacts {
  localNumber: string;
  centerNumber: string | null;
  evidence: readonly { id: string; number: number; type: AttachmentType; sha256: string }[];
}

/**
 * 举报投诉件调查报告 as a paper, section by section as Annex 2 has them. Texts carry the path of their field, so
 * that an edited docx finds its way back; figures, dates and findings are changed in the seat alone.
 */
export function paperOfInvestigation(form: Investigation, facts: PaperFacts): Paper {
  return {
    title: titleOf(form.enterprise.name),
    orientation: 'portrait',
    blocks: [
      ...sourceOf(form, facts),
      ...enterpriseOf(form),
      ...siteOf(form, facts),
      heading('shortcomings'),
      told('shortcomings', form.shortcomings),
      heading('duty'),
      ...part('1. 日常监管情况', 'duty.supervision', form.duty.supervision),
      ...part('2. 执法文书及查处情况', 'duty.enforcement', form.duty.enforcement),
      ...part('3. 履职尽责情况', 'duty.conclusion', form.duty.conclusion),
      heading('advice'),
      ...part('1. 对当地政府或生态环境部门提出的执法建议', 'advice.toLocal', form.advice.toLocal),
      ...part('2. 拟采取的处理措施或下步工作', 'advice.next', form.advice.next),
      ...part('3. 反馈情况', 'advice.feedback', form.advice.feedback),
      ...signatureOf(form),
    ],
  };
}

/** Two lines where one would be too long: a name is not broken. */
function titleOf(name: string): string {
  const [first, second] = [`关于${name.trim() || '举报对象'}`, '环境问题举报投诉件的调查报告'];
  return [...first, ...second].length > TITLE_CHARS ? `${first}\n${second}` : first + second;
}

const heading = (section: Section): Block => ({ kind: 'heading', level: 1, text: HEADINGS[section] });
const told = (tag: string, text: string): Block => ({ kind: 'paragraph', text, tag });
const part = (title: string, tag: string, text: string): Block[] => [
  { kind: 'heading', level: 3, text: title },
  told(tag, text),
];

function sourceOf({ source }: Investigation, { localNumber, centerNumber }: PaperFacts): Block[] {
  const rows = [
    { label: '举报件编号', value: localNumber, tag: NUMBER_TAG },
    ...(centerNumber === null ? [] : [{ label: '省中心受理编号', value: centerNumber }]),
  ];
  return [
    heading('source'),
    { kind: 'fields', rows },
    told('source.origin', source.origin),
    { kind: 'paragraph', text: '举报件反映的主要环境问题：' },
    told('source.matters', source.matters),
  ];
}

function enterpriseOf({ enterprise }: Investigation): Block[] {
  const code =
    enterprise.creditCode === ''
      ? { label: '统一社会信用代码', value: `无。${enterprise.noCreditCode}` }
      : { label: '统一社会信用代码', value: enterprise.creditCode };
  return [
    heading('enterprise'),
    { kind: 'heading', level: 3, text: '1. 地址、法人代表、统一社会信用代码等' },
    {
      kind: 'fields',
      rows: [
        { label: '名称', value: enterprise.name, tag: 'enterprise.name' },
        { label: '地址', value: enterprise.address, tag: 'enterprise.address' },
        { label: '法人代表', value: enterprise.legalPerson, tag: 'enterprise.legalPerson' },
        code,
      ],
    },
    { kind: 'heading', level: 3, text: '2. 环评手续、排污许可证等环保手续' },
    {
      kind: 'fields',
      rows: [
        { label: '环评手续', value: approvalWords(enterprise.eia) },
        { label: '排污许可证', value: approvalWords(enterprise.permit) },
      ],
    },
    ...part('3. 企业生产工艺及主要产排污环节', 'enterprise.process', enterprise.process),
    ...part('4. 污染防治设施建设情况', 'enterprise.facilities', enterprise.facilities),
  ];
}

function approvalWords({ standing, obtainedOn, number, reason }: Approval): string {
  switch (standing) {
    case null:
      return '';
    case 'held':
      return `${dateWords(obtainedOn)}取得，文号：${number}`;
    case 'none':
      return `未办理。${reason}`;
    default:
      return assertNever(standing);
  }
}

/** `2026年12月1日`. */
export function dateWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return date === '' ? '' : `${year}年${Number(month)}月${Number(day)}日`;
}

function spanWords({ from, to }: { from: number | null; to: number | null }): string {
  if (from === null || to === null) return '';
  const [start, end] = [shanghaiTimestamp(from), shanghaiTimestamp(to)];
  const last = start.slice(0, 10) === end.slice(0, 10) ? '' : dateWords(end.slice(0, 10));
  return `${dateWords(start.slice(0, 10))}${start.slice(11, 16)}至${last}${end.slice(11, 16)}`;
}

function siteOf({ site, finding, evidence }: Investigation, facts: PaperFacts): Block[] {
  const rows = [{ label: '检查时间', value: site.visits.map(spanWords).join('；') }];
  const { recorder, earlier } = site;
  const recording =
    recorder.number.trim() === ''
      ? `未使用执法记录仪。${recorder.reason}`
      : `执法记录仪编号${recorder.number}，${spanWords(recorder)}全程记录。`;
  return [
    heading('site'),
    { kind: 'fields', rows },
    ...(site.offHoursReason.trim() === ''
      ? []
      : [
          {
            kind: 'fields' as const,
            rows: [
              { label: '未在举报反映时段检查的原因', value: site.offHoursReason, tag: 'site.offHoursReason' },
            ],
          },
        ]),
    ...part('1. 一体化执法全面检查情况', 'site.inspection', site.inspection),
    { kind: 'heading', level: 3, text: '2. 针对举报内容逐条对照说明' },
    pointsTable(site.points),
    { kind: 'paragraph', text: finding === null ? '' : `综上，举报反映问题${FINDING_WORDS[finding]}。` },
    { kind: 'heading', level: 3, text: '3. 属地生态环境部门前期调查处理情况' },
    earlier.standing === 'handled'
      ? told('site.earlier.account', earlier.account)
      : {
          kind: 'paragraph',
          text: earlier.standing === null ? '' : '属地生态环境部门此前未就该举报问题作过调查处理。',
        },
    { kind: 'heading', level: 3, text: '4. 全程记录和证据' },
    { kind: 'paragraph', text: recording },
    ...evidenceTables(site.electronic, evidence, facts),
  ];
}

function pointsTable(points: Investigation['site']['points']): PaperTable {
  return {
    kind: 'table',
    columns: [
      { title: '序号', widthMm: 14, align: 'center' },
      { title: '举报反映问题', widthMm: 52 },
      { title: '核查情况', widthMm: 68 },
      { title: '认定', widthMm: 22, align: 'center' },
    ],
    rows: points.map(({ text, answer, finding }, index) => [
      String(index + 1),
      text,
      answer,
      finding === null ? '' : FINDING_WORDS[finding],
    ]),
    tags: points.map((_, index) => [null, null, `site.points.${index}.answer`, null]),
  };
}

function evidenceTables(
  electronic: Investigation['site']['electronic'],
  evidence: Investigation['evidence'],
  facts: PaperFacts,
): Block[] {
  const files = evidence.flatMap(({ id, caption }, index) => {
    const found = facts.evidence.find((each) => each.id === id);
    if (found === undefined) return [];
    const kind = isImage(found.type) ? '照片' : '文书';
    return [
      {
        row: [`${kind} ${neutralName(found.number, found.type)}`, caption, found.sha256],
        tag: `evidence.${index}.caption`,
      },
    ];
  });
  const recordings = electronic.map(({ what, keptAt, sha256 }, index) => ({
    row: [what, keptAt, sha256],
    tag: `site.electronic.${index}.keptAt`,
  }));
  const rows = [...files, ...recordings];
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { title: '证据', widthMm: 36 },
        { title: '说明或存放处', widthMm: 56 },
        { title: 'SHA-256', widthMm: 64 },
      ],
      rows: rows.map(({ row }) => row),
      tags: rows.map(({ tag }) => [null, tag, null]),
    },
  ];
}

function signatureOf({ signature }: Investigation): Block[] {
  const line = (role: string, { name, phone }: Signer): Block => ({
    kind: 'paragraph',
    align: 'left',
    text: `　　${role}${name}　联系方式：${phone}`,
  });
  return [
    heading('signature'),
    line('审核人姓名', signature.reviewer),
    line('调查主办人', signature.lead),
    ...signature.assistants.map((each) => line('调查协办人', each)),
    { kind: 'paragraph', align: 'right', text: dateWords(signature.date) },
    { kind: 'paragraph', align: 'right', text: `${signature.unit}（公章）` },
  ];
}
