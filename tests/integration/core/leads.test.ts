import { expect, test } from 'vitest';
import type { IntakeForm } from '../../../src/shared/call/form';
import type { MajorFlag } from '../../../src/shared/lead/major';
import { aCore } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { AGENT, SUPERVISOR } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';

const flagged = (...majorFlags: MajorFlag[]): IntakeForm => aReportForm({ report: { majorFlags } });
const PLAIN = aReportForm();

test('the flag of an open call alerts the supervisor at once, and once (R-24)', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  let draft = await agent.fill(await agent.ask('call.start', {}), PLAIN);
  expect(await supervisor.ask('lead.alerts', {})).toEqual({ count: 0, alerts: [] });
  draft = await agent.fill(draft, flagged('yellow_river'));
  draft = await agent.fill(draft, flagged('yellow_river'));
  const { count, alerts } = await supervisor.ask('lead.alerts', {});
  expect(count).toBe(1);
  expect(alerts).toMatchObject([
    {
      callId: draft.id,
      localNumber: draft.localNumber,
      title: '磐筑商砼搅拌站',
      flags: ['yellow_river'],
      agentName: AGENT.name,
    },
  ]);
  await agent.fill(draft, flagged('yellow_river', 'toxic_dumping'));
  const more = await supervisor.ask('lead.alerts', {});
  expect(more.alerts.map(({ flags }) => flags)).toEqual([
    ['yellow_river'],
    ['yellow_river', 'toxic_dumping'],
  ]);
});

test('an agent is told how many wait, sees none of them and cannot put them away', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  await agent.fill(await agent.ask('call.start', {}), flagged('drinking_water'));
  expect(await agent.ask('lead.alerts', {})).toEqual({ count: 1, alerts: [] });
  expect(await agent.codeOf('lead.acknowledge', { seq: 1 })).toBe('not_allowed');
  expect(await agent.ask('lead.alerts', {})).toMatchObject({ count: 1 });
});

test('it waits over a restart until a supervisor has seen it; who did stays in the audit', async () => {
  const folder = aFolder();
  const first = await aCore({ folder });
  const agent = await first.signedIn();
  await agent.takeCall(flagged('secret_wastewater'));
  await first.core.stop();
  const again = await aCore({ folder, isOnDisk: true, enrolled: first.enrolled });
  const supervisor = await again.signedIn(SUPERVISOR.id);
  const [alert] = (await supervisor.ask('lead.alerts', {})).alerts;
  if (alert === undefined) throw new Error('The alert is gone');
  expect(await supervisor.ask('lead.acknowledge', { seq: alert.seq })).toEqual({ count: 0, alerts: [] });
  expect(await supervisor.codeOf('lead.acknowledge', { seq: alert.seq })).toBe('not_found');
  const acts = [...(again.core.desk()?.store.audit.rows() ?? [])];
  expect(acts).toContainEqual(
    expect.objectContaining({ actor: SUPERVISOR.id, act: 'lead_seen', subject: String(alert.seq) }),
  );
});

test('a flag taken off again, or a call that broke off, leaves the alert to be seen', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const draft = await agent.fill(await agent.ask('call.start', {}), flagged('yellow_river'));
  await agent.fill(draft, PLAIN);
  expect(await supervisor.ask('lead.alerts', {})).toMatchObject({ count: 1 });
});

test('the grade stands in the queue: major before repeat, and none for what is no report (R-21)', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  await agent.takeCall(aReportForm({ report: { majorFlags: ['yellow_river'], repeats: { said: 'yes' } } }));
  await agent.takeCall(aReportForm({ report: { repeats: { said: 'yes' } } }));
  await agent.takeCall(PLAIN);
  await agent.takeCall({ ...PLAIN, purpose: 'nuisance' });
  const { items } = await agent.ask('queue.list', {
    states: [],
    search: '',
    onlyUnreviewed: false,
    offset: 0,
    limit: 50,
  });
  expect(items.map(({ grade }) => grade)).toEqual([null, 'general', 'repeat', 'major']);
});
