import { expect, test } from 'vitest';
import { aReportForm } from '../../builders/draft';
import { aCore } from '../../builders/core';
import { SUPERVISOR } from '../../builders/enrolment';

test('a call from its start to the queue and a review', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const finished = await agent.takeCall(aReportForm({ isNamed: true }));
  expect(finished.localNumber).toMatch(/^ZZ01-\d{8}-0001$/);
  const list = await agent.ask('queue.list', {
    states: [],
    search: '磐筑',
    onlyUnreviewed: false,
    offset: 0,
    limit: 20,
  });
  expect(list.items.map((item) => item.id)).toEqual([finished.id]);
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const detail = await supervisor.ask('queue.detail', { id: finished.id });
  expect(detail.hasSealedIdentity).toBe(true);
  expect(JSON.stringify(detail)).not.toContain('周密之');
  const item = await supervisor.ask('review.add', { id: finished.id, verdict: 'returned', remark: '请补充' });
  expect(item.isReviewed).toBe(true);
});
