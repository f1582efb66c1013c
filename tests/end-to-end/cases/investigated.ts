import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseAct } from '../../../src/shared/case/act';
import { SignedEnrolment } from '../../../src/shared/center-api/enrolment';
import { aCore, noKeyStore } from '../../builders/core';
import { anEnrolment } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';

/** What the investigation leaves in a seat's store. It has pages and an end-to-end test of its own; the seat is down meanwhile. */
export async function noteActs(
  seat: { store: string; enrolmentFile: string; passphrase: string },
  callId: string,
  acts: readonly CaseAct[],
): Promise<void> {
  const folder = aFolder();
  cpSync(seat.store, join(folder, 'data'), { recursive: true });
  const signed = SignedEnrolment.parse(JSON.parse(readFileSync(seat.enrolmentFile, 'utf8')));
  const core = await aCore({
    folder,
    enrolled: { ...(await anEnrolment()), signed },
    keyStore: noKeyStore,
  });
  await core.window().ask('store.unlock', { passphrase: seat.passphrase });
  const supervisor = await core.signedIn('p-2001');
  const cases = core.core.desk()?.workbench.cases;
  const { person } = supervisor.caller;
  if (cases === undefined || person === null) throw new Error('The store is shut');
  for (const act of acts) cases.add(person, callId, act);
  await core.core.stop();
  rmSync(seat.store, { recursive: true });
  cpSync(join(folder, 'data'), seat.store, { recursive: true });
}
