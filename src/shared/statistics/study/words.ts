import type { Disposition } from '../../call/record';
import type { LateCause } from '../report';
import type { StudyKind } from '../period';
import type { CaseStage } from '../../case/case';

// Wording of the study papers. They are papers of the office and Chinese whatever language the window speaks.

export const STUDY_TITLE: Record<StudyKind, string> = {
  week: '12369举报线索周研判',
  month: '12369举报线索月研判',
  quarter: '12369举报线索季研判',
};
export const TABLES_TITLE = '12369举报数据统计表';

export const END_WORDS: Record<Disposition, string> = {
  report: '举报',
  consultation: '咨询',
  out_of_scope: '不予受理',
  nuisance: '骚扰、误拨',
  dropped: '中断',
};

export const STAGE_WORDS: Record<CaseStage, string> = {
  new: '待转办',
  handling: '办理中',
  replying: '待回复',
  feedback: '待反馈',
  closed: '已办结',
};

export const LATE_WORDS: Record<LateCause, string> = {
  second_round: '再次调查核实',
  extended: '延期后仍未办结',
  not_referred: '尚未转办',
  referred_late: '未当日转办',
  unit: '承办单位办理超期',
};

export const WEEKDAY_WORDS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** What stands in a cell that is not told. */
export const FEW_WORD = '<3';
export const WITHHELD_WORD = '*';
export const HIDDEN_NOTE =
  '注：与地点、举报对象交叉的数据，少于3件的以“<3”表示；“*”表示为防止推算而隐去的数据。本件不含举报人信息。';
export const NO_PLACE = '地点不详';
export const NO_COUNTY = '县（市、区）不详';
export const NO_INDUSTRY = '行业不详';
export const NO_CAUSE = '（尚未填写原因分析）';
