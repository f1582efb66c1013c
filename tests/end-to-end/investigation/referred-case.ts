import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignedEnrolment } from '../../../src/shared/center-api/enrolment';
import type { CallId } from '../../../src/shared/ids';
import { DEMO_BUNDLE } from '../../builders/center';
import { aReferral, FACTS } from '../../builders/case';
import { aCore, noKeyStore } from '../../builders/core';
import { allSaid, aReportForm } from '../../builders/draft';
import { anEnrolment } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';
import { DIRECTORY } from '../../window/seat/workbench/fake-directory';

const DAY_MS = 86_400_000;

/** A seat's folder in which a report was taken three days ago, and referred: what the board of cases leaves behind. */
export async function aReferredCase(
  enrolmentFile: string,
  passphrase: string,
  into: string,
): Promise<CallId> {
  const folder = aFolder();
  const time = { now: Date.now() - 3 * DAY_MS };
  const signed = SignedEnrolment.parse(JSON.parse(readFileSync(enrolmentFile, 'utf8')));
  const seat = await aCore({
    folder,
    enrolled: { ...(await anEnrolment()), signed },
    keyStore: noKeyStore,
    clock: { now: () => time.now, monotonic: () => time.now },
  });
  await seat.window().ask('store.create', { passphrase });
  const agent = await seat.signedIn('p-1001');
  const form = aReportForm({ isNamed: true });
  const draft = await agent.ask('call.start', {});
  const saved = await agent.fill(draft, form, { confirmations: allSaid(form, DEMO_BUNDLE) });
  const outcome = await agent.ask('call.finish', { id: saved.id, saveCount: saved.saveCount });
  if (outcome.kind !== 'finished') throw new Error(JSON.stringify(outcome));
  const supervisor = await seat.signedIn('p-2001');
  for (const unit of DIRECTORY.units) await supervisor.ask('directory.saveUnit', unit);
  for (const official of DIRECTORY.officials) await supervisor.ask('directory.saveOfficial', official);
  const cases = seat.core.desk()?.workbench.cases;
  const { person } = supervisor.caller;
  if (cases === undefined || person === null) throw new Error('The store is shut');
  cases.add(person, saved.id, { kind: 'analysed', grade: FACTS.grade, why: '按案情' });
  const referral = aReferral({ pollution: '夜里往河里排白色泡沫水；锅炉冒黑烟', occurrences: [] });
  cases.add(person, saved.id, { kind: 'referred', referral, recusal: { asked: true, decision: '' } });
  await seat.core.stop();
  cpSync(join(folder, 'data'), into, { recursive: true });
  return saved.id;
}
