import type { Draft } from '../../../src/shared/call/form';
import type { Recents } from '../../../src/shared/catalog/recents';
import type {
  AppState,
  CarryState,
  Input,
  LeadAlert,
  RequestName,
  SyncState,
} from '../../../src/shared/ipc/contract';
import type { ErrorCode, Failure } from '../../../src/shared/ipc/errors';
import type { ArrivalScenario } from './center/fake-arrival';
import type { PeopleScenario } from './center/fake-people';
import type { CareScenario } from './care/fake-care';
import type { LockScenario } from './care/fake-lock';
import type { PolicyScenario } from './care/fake-policy';
import type { UpdatesScenario } from './care/fake-updates';
import type { RetentionScenario } from './care/fake-retention';
import type { LedgerScenario } from './fake-ledger';
import type { FakePractice } from './fake-practice';
import type { WorkbenchScenario } from './workbench/fake-workbench';

/** What the seat in memory starts with. */
export interface Scenario
  extends
    LockScenario,
    LedgerScenario,
    ArrivalScenario,
    PeopleScenario,
    CareScenario,
    PolicyScenario,
    UpdatesScenario,
    RetentionScenario,
    WorkbenchScenario {
  person?: 'p-1001' | 'p-2001' | null;
  store?: AppState['store'];
  enrolment?: Failure | null;
  isEnrolled?: boolean;
  settings?: Partial<AppState['settings']>;
  sync?: Partial<SyncState>;
  /** How many finished records the queue starts with. */
  queued?: number;
  /** Ask for these to fail: name -> code. */
  fails?: Partial<Record<RequestName, ErrorCode>>;
  /** Asks that are never answered. */
  waits?: RequestName[];
  /** After a finish: does the center answer? */
  receipts?: boolean;
  recents?: Partial<Recents>;
  /** Major leads that wait for the supervisor. */
  alerts?: LeadAlert[];
  /** The center changed a report, and nobody decided on it yet. */
  isAmended?: boolean;
  /** What was carried by hand so far. */
  carry?: Partial<CarryState>;
  /** A window that practises, or has practised. */
  practice?: FakePractice;
  /** That draft is in a colleague's hands by now. */
  isTakenAway?: boolean;
  /** How far the report of investigation of the one case is; undefined: there is none. */
  investigation?: 'begun' | 'whole' | 'byDay' | 'signed' | 'replied' | 'hostile';
  /** An open draft to begin with. */
  draft?: Partial<Omit<Draft, 'form'>> & { form?: unknown };
}

declare global {
  interface Window {
    __scenario?: Scenario;
    /** What was asked and waits for good. */
    __unanswered?: RequestName[];
    __saves?: Input<'draft.save'>[];
    __fails?: Scenario['fails'];
    __dress?: (settings: Partial<AppState['settings']>) => void;
  }
}
