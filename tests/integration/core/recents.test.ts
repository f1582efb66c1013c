import { expect, test } from 'vitest';
import { KEPT_RECENTS } from '../../../src/shared/catalog/recents';
import { aCore } from '../../builders/core';
import { aConsultationForm, anOutOfScopeForm, aReportForm } from '../../builders/draft';
import { AGENT_2 } from '../../builders/enrolment';

const inCounty = (county: string, town = '') => aReportForm({ report: { address: { county, town } } });

test('a finished call puts its choices first, each once, newest first', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  await agent.takeCall(inCounty('410184'));
  await agent.takeCall(inCounty('410182', '410182103'));
  await agent.takeCall({
    ...inCounty('410184'),
    report: { ...inCounty('410184').report, industry: 'chemical' },
  });
  await agent.takeCall(anOutOfScopeForm());
  const asked = aConsultationForm();
  await agent.takeCall({ ...asked, consultation: { ...asked.consultation, topicId: 'progress' } });
  expect(await agent.ask('recents.list', {})).toEqual({
    county: ['410184', '410182'],
    town: ['410182103'],
    industry: ['chemical'],
    pollution_type: ['air'],
    referral: ['forestry'],
    consultation: ['progress'],
  });
});

test('they are the person’s own, and outlive the process', async () => {
  const first = await aCore();
  const agent = await first.signedIn();
  await agent.takeCall(inCounty('410182'));
  const other = await first.signedIn(AGENT_2.id);
  expect((await other.ask('recents.list', {})).county).toEqual([]);
  await first.core.stop();
  const second = await aCore({ folder: first.folder, enrolled: first.enrolled });
  const again = await second.signedIn();
  expect((await again.ask('recents.list', {})).county).toEqual(['410182']);
  expect(await second.window().codeOf('recents.list', {})).toBe('not_signed_in');
});

test('only the latest are kept', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const counties = ['410102', '410103', '410104', '410105', '410106', '410108', '410122', '410181', '410182'];
  for (const county of counties) await agent.takeCall(inCounty(county));
  const { county } = await agent.ask('recents.list', {});
  expect(county).toEqual(counties.toReversed().slice(0, KEPT_RECENTS));
});

test('a call that breaks off or is a nuisance leaves nothing', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  await agent.takeCall({ ...inCounty('410182'), purpose: 'dropped' });
  await agent.takeCall({ ...inCounty('410182'), purpose: 'nuisance' });
  expect((await agent.ask('recents.list', {})).county).toEqual([]);
});

test('the store takes nothing but codes', async () => {
  const seat = await aCore();
  await (await seat.signedIn()).takeCall(inCounty('410182'));
  const store = seat.core.desk()?.store;
  const person = seat.enrolled.enrolment.people[0]?.id ?? '';
  for (const code of ['张三', '荥阳市', '1380000 1234', '', 'A']) {
    expect(() => store?.write(() => store.recents.add(person, [{ catalogue: 'county', code }], 1))).toThrow();
  }
});
