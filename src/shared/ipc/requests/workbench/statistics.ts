import { z } from 'zod';
import { PAPER_FORMATS } from '../../../papers/paper';
import { text } from '../../../report/report';
import { StatisticsAsk, StatisticsReport, StudyKindName } from '../../../statistics/report';
import { nothing, request } from '../request';

/** How far the answer in the making is, 0 to 1, and in which formats papers can be saved. */
const StatisticsState = z.strictObject({
  share: z.number().min(0).max(1).nullable(),
  formats: z.array(z.enum(PAPER_FORMATS)),
});

/** What is learnt from the numbers: counts alone, never a call. */
export const statisticsRequests = {
  'statistics.report': request('supervisor', StatisticsAsk, StatisticsReport),
  'statistics.state': request('supervisor', nothing, StatisticsState),
  /** 重复举报原因分析: added; what was said before stays in the store. */
  'statistics.enterCause': request(
    'supervisor',
    z.strictObject({ target: z.string().min(1).max(200), cause: text(1000).min(2) }),
    nothing,
  ),
  /** A study, or all charts as tables, where the person says; false where they thought better of it. */
  'statistics.save': request(
    'supervisor',
    z.strictObject({
      ask: StatisticsAsk,
      paper: z.union([StudyKindName, z.literal('tables')]),
      format: z.enum(PAPER_FORMATS),
      advice: text(2000),
    }),
    z.strictObject({ isSaved: z.boolean() }),
  ),
} as const;
