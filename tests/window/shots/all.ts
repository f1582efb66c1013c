import { ARRIVAL_SHOTS } from './arrival.ts';
import { CALL_SHOTS } from './call.ts';
import { CARE_SHOTS, HANDBOOK_SHOTS } from './care.ts';
import { DAILY_SHEET_SHOTS } from './workbench/daily-sheet.ts';
import { CASE_SHOTS } from './workbench/cases.ts';
import { DOOR_SHOTS } from './doors.ts';
import { INVESTIGATION_SHOTS } from './workbench/investigation.ts';
import { LEDGER_SHOTS } from './ledger.ts';
import { NETWORK_SHOTS } from './network.ts';
import { OFF_CLIPBOARD_SHOTS } from './privacy/off-clipboard.ts';
import { PAGE_SHOTS } from './pages.ts';
import { PEOPLE_SHOTS } from './people.ts';
import { POLICY_SHOTS } from './pc/policy.ts';
import { PRACTICE_SHOTS } from './practice.ts';
import { REGION_SHOTS } from './workbench/region.ts';
import { RETENTION_SHOTS } from './pc/retention.ts';
import { STATE_SHOTS } from './states.ts';
import { STATISTICS_SHOTS } from './workbench/statistics.ts';
import { UPDATE_SHOTS } from './pc/updates.ts';
import type { Shots } from './walks.ts';

/** Every view of the window in every state it can stand in: pictures are taken of them, and tests/views walks them all. */
export const SHOTS: Shots = {
  ...DAILY_SHEET_SHOTS,
  ...DOOR_SHOTS,
  ...PAGE_SHOTS,
  ...CALL_SHOTS,
  ...ARRIVAL_SHOTS,
  ...INVESTIGATION_SHOTS,
  ...CASE_SHOTS,
  ...LEDGER_SHOTS,
  ...NETWORK_SHOTS,
  ...PEOPLE_SHOTS,
  ...POLICY_SHOTS,
  ...PRACTICE_SHOTS,
  ...OFF_CLIPBOARD_SHOTS,
  ...CARE_SHOTS,
  ...HANDBOOK_SHOTS,
  ...REGION_SHOTS,
  ...RETENTION_SHOTS,
  ...STATE_SHOTS,
  ...STATISTICS_SHOTS,
  ...UPDATE_SHOTS,
};
