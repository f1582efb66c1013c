import type { z } from 'zod';
import { callsRequests } from './requests/calls';
import { careRequests } from './requests/care';
import { dailySheetRequests } from './requests/workbench/daily-sheet';
import { casesRequests } from './requests/workbench/cases';
import { directoryRequests } from './requests/workbench/directory';
import { identityRequests } from './requests/identity';
import { investigationRequests } from './requests/workbench/investigation';
import { lineRequests } from './requests/line';
import { lockRequests } from './requests/lock';
import { policyRequests } from './requests/policy';
import { practiceRequests } from './requests/practice';
import { recordsRequests } from './requests/records';
import { regionRequests } from './requests/region';
import { retentionRequests } from './requests/workbench/retention';
import { seatRequests } from './requests/seat';
import { statisticsRequests } from './requests/workbench/statistics';
import { supervisionRequests } from './requests/supervision';

export * from './app-state';
export * from './carry';
export * from './case-views';
export * from './changes';
export * from './attachment-views';
export * from './port-messages';
export * from './identity';
export * from '../region/view';
export { LockReason, LockState } from '../session/lock';
export * from './views';
export type { PolicyView, UpdateState } from './requests/policy';
export type { Access } from './requests/request';

/** The one contract between window and core: noun.verb -> who may, what goes in, what comes out. */
export const contract = {
  ...seatRequests,
  ...callsRequests,
  ...recordsRequests,
  ...supervisionRequests,
  ...casesRequests,
  ...directoryRequests,
  ...investigationRequests,
  ...statisticsRequests,
  ...dailySheetRequests,
  ...regionRequests,
  ...lineRequests,
  ...identityRequests,
  ...lockRequests,
  ...practiceRequests,
  ...retentionRequests,
  ...careRequests,
  ...policyRequests,
} as const;

export type Contract = typeof contract;
export type RequestName = keyof Contract;
export type Input<N extends RequestName> = z.infer<Contract[N]['input']>;
export type Output<N extends RequestName> = z.infer<Contract[N]['output']>;
