import type { Paper } from '../papers/paper';
import type { Referral } from './referral';

const GRADES = { major: '重大线索', repeat: '重复举报', general: '一般线索' } as const;
const URGENCIES = { urgent: '紧急（3 日）', important: '重要（15 日）', general: '一般（30 日）' } as const;
const chinese = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
};
const orUnknown = (value: string) => (value === '' ? '不详' : value);

/** 转办单 as a paper. Made of the type that cannot hold identity, and of nothing else. */
export function referralPaper(referral: Referral, sentOn: string): Paper {
  const { unit, head, handler, supervisedBy } = referral;
  return {
    title: '生态环境举报件转办单',
    subtitle: `编号：${referral.centerNumber ?? referral.localNumber}`,
    orientation: 'portrait',
    blocks: [
      { kind: 'paragraph', text: `${unit.name}：`, align: 'left' },
      {
        kind: 'paragraph',
        text: `现将下列举报件转你单位办理，请于${chinese(referral.dueDate)}前办结并回复。受理当日不计，期限不因退回、转办而改变。`,
      },
      {
        kind: 'fields',
        rows: [
          { label: '举报对象', value: orUnknown(referral.target) },
          { label: '详细地址', value: orUnknown(referral.place) },
          { label: '污染类型', value: orUnknown(referral.types.join('、')) },
          { label: '行业类型', value: orUnknown(referral.industry) },
          { label: '污染描述', value: orUnknown(referral.pollution) },
          { label: '污染规律', value: orUnknown(patternOf(referral)) },
          { label: '调查诉求', value: orUnknown(referral.investigationWish) },
          { label: '初步分析', value: `${GRADES[referral.grade]}${referral.isRepeat ? '（曾有举报）' : ''}` },
          { label: '紧急程度', value: URGENCIES[referral.urgency] },
          { label: '办结期限', value: chinese(referral.dueDate) },
          { label: '首办责任机构', value: unit.name },
          { label: '首办主要负责人', value: head.name },
          { label: '首办具体责任人', value: handler.name },
          { label: '督办人', value: supervisedBy?.name ?? '未指定' },
          { label: '转办人', value: referral.sentBy },
          { label: '转办日期', value: chinese(sentOn) },
        ],
      },
      {
        kind: 'note',
        text: '本单不含举报人信息。请对应污染规律安排检查时间，使用执法记录仪全程记录，逐条说明查处情况。',
      },
    ],
  };
}

function patternOf({ pattern, occurrences }: Referral): string {
  return [pattern, ...occurrences.map(({ words }) => words)].filter((words) => words !== '').join('；');
}
