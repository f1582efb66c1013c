import type { MajorFlag } from './major';

/** 初步分析 of Attachment 1: 重大线索, 重复举报, 一般线索. */
export const GRADES = ['major', 'repeat', 'general'] as const;
export type Grade = (typeof GRADES)[number];

/** What a report must tell to be graded. */
export interface Graded {
  majorFlags: readonly MajorFlag[];
  repeats: { said: 'yes' | 'no' | null; links: readonly { decision: 'linked' | 'dismissed' }[] };
}

/**
 * 初步分析 of a report: 重大 where any flag is set, else 重复 where the caller says so or a call is linked, else 一般
 * (R-21, R-48; a report can be both, and 重大 wins, domain Q-2). The one grading of form, review and daily sheet.
 */
export function gradeOf({ majorFlags, repeats }: Graded): Grade {
  if (majorFlags.length > 0) return 'major';
  return isRepeat(repeats) ? 'repeat' : 'general';
}

/** Whether it was reported before, whatever its grade: kept beside the grade (domain Q-2). */
export function isRepeat({ said, links }: Graded['repeats']): boolean {
  return said === 'yes' || links.some((link) => link.decision === 'linked');
}
