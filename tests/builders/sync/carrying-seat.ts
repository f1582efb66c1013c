import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../../src/center/enrolment';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { CenterClient } from '../../../src/main/core/sync/ports';
import type { Output } from '../../../src/shared/ipc/contract';
import type { SignedEnrolment } from '../../../src/shared/center-api/enrolment';
import { aBundle } from '../bundle';
import { startCenter, type TestCenter } from '../center';
import { aCore, noCenter, type RunningCore, type Window } from '../core';
import { SUPERVISOR, type EnrolledCenter } from '../enrolment';
import { aFolder } from '../store';

/** A seat whose line is down, its supervisor, and the file dialogs answered with what the test puts there. */
export interface CarryingSeat {
  core: RunningCore;
  agent: Window;
  supervisor: Window;
  /** What the person chooses next in either dialog; null: nothing. */
  choose: (path: string | null) => void;
  /** Names the core offered for its files. */
  offered: string[];
  /** Lets requests through to the center, or not. */
  setLine: (isUp: boolean) => void;
  exportTo(path: string, days?: number | null): Promise<Output<'carry.export'>>;
  importFrom(path: string): Promise<Output<'carry.import'>>;
  counts(): Promise<Record<string, number>>;
}

export const inFolder = (name: string): string => join(aFolder(), name);

export async function aCarryingCenter(): Promise<TestCenter> {
  const center = await startCenter({ bundle: aBundle() });
  onTestFinished(() => center.close());
  return center;
}

export async function enrolmentAt(center: TestCenter, seat = DEMO_SEAT): Promise<SignedEnrolment> {
  return (await center.enrol(seat, DEMO_PEOPLE)).enrolment;
}

export async function aCarryingSeat(
  center: TestCenter,
  options: { folder?: string; enrolment?: SignedEnrolment } = {},
): Promise<CarryingSeat> {
  let isUp = false;
  let chosen: string | null = null;
  const offered: string[] = [];
  const core = await aCore({
    ...(options.folder !== undefined && { folder: options.folder }),
    enrolled: { signed: options.enrolment ?? (await enrolmentAt(center)) } as EnrolledCenter,
    connectCenter: (asked) => switched(createCenterClient(asked), () => isUp),
    dialogs: {
      saveTo: async (name) => {
        offered.push(name);
        return chosen;
      },
      openAnswer: async () => chosen,
      openFolder: async () => null,
    },
  });
  const agent = await core.signedIn();
  const supervisor = await core.signedIn(SUPERVISOR.id);
  return {
    core,
    agent,
    supervisor,
    offered,
    choose: (path) => (chosen = path),
    setLine: (next) => (isUp = next),
    exportTo: (path, days = null) => {
      chosen = path;
      return supervisor.ask('carry.export', { days });
    },
    importFrom: (path) => {
      chosen = path;
      return supervisor.ask('carry.import', {});
    },
    counts: async () => {
      const { byState } = await supervisor.ask('queue.counts', {});
      return Object.fromEntries(Object.entries(byState).filter(([, count]) => count > 0));
    },
  };
}

function switched(client: CenterClient, isUp: () => boolean): CenterClient {
  const way = () => (isUp() ? client : noCenter);
  return {
    push: (...asked) => way().push(...asked),
    ask: (...asked) => way().ask(...asked),
    ledger: (...asked) => way().ledger(...asked),
    health: (...asked) => way().health(...asked),
    bundle: (...asked) => way().bundle(...asked),
    changes: (...asked) => way().changes(...asked),
    // Never down: they show when an attachment is let go.
    ...(client.uploads && { uploads: client.uploads }),
    close: () => client.close(),
  };
}
