import type { Finding } from '../case/act';
import { dateWords, FINDING_WORDS } from './paper';

export interface MailFacts {
  localNumber: string;
  centerNumber: string | null;
  unit: string;
  finding: Finding;
  /** Day of the report, `YYYY-MM-DD`. */
  date: string;
  files: readonly string[];
}

/**
 * What goes with the package to the center's public mailbox. Made from numbers, the unit and the finding alone: it has
 * no field in which the reporter, or even the reported party, could stand.
 */
export function mailOf({ localNumber, centerNumber, unit, finding, date, files }: MailFacts): string {
  const number = centerNumber === null ? localNumber : `${centerNumber}（${localNumber}）`;
  return [
    `主题：举报件${number}调查报告`,
    '',
    '省12369举报中心：',
    `现将举报件${number}的调查报告报上，举报反映问题${FINDING_WORDS[finding]}。该报告已经局领导签字同意，同时在举报平台回复。`,
    '',
    `附件：${files.join('、')}`,
    '',
    unit,
    dateWords(date),
    '',
  ].join('\r\n');
}
