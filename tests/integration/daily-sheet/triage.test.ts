import { expect, test } from 'vitest';
import { aConsultationForm } from '../../builders/draft';
import { aSupervisedDay, type SupervisedDay } from '../../builders/daily-sheet/supervised-day';

const actsOf = ({ seat }: SupervisedDay, id: string) =>
  seat.core
    .desk()
    ?.workbench.cases.get(id)
    .acts.map(({ act }) => act);
const review = ({ supervisor }: SupervisedDay, id: string, verdict: 'confirmed' | 'returned') =>
  supervisor.ask('review.add', { id: id as never, verdict, remark: '请补充门牌' });

test('confirming a report is its 日分析 where it had none; sending it back is not', async () => {
  const seat = await aSupervisedDay();
  const [fresh, graded, back] = [await seat.take(), await seat.take(), await seat.take()];
  await review(seat, fresh, 'confirmed');
  expect(actsOf(seat, fresh)).toEqual([{ kind: 'analysed', grade: 'general', why: '' }]);
  await seat.supervisor.ask('sheet.analyse', {
    items: [{ callId: graded as never, grade: 'major', why: '临近水源地' }],
  });
  await review(seat, graded, 'confirmed');
  expect(actsOf(seat, graded)).toEqual([{ kind: 'analysed', grade: 'major', why: '临近水源地' }]);
  await review(seat, back, 'returned');
  expect(actsOf(seat, back)).toEqual([]);
  // Neither holds up the delivery.
  for (const id of [fresh, graded, back])
    expect(seat.seat.core.desk()?.store.calls.findHead(id)?.delivery).toBe('owed');
});

test('a call that is no report is reviewed as before, and has no lead', async () => {
  const seat = await aSupervisedDay();
  const { id } = await seat.agent.takeCall(aConsultationForm());
  expect(await review(seat, id, 'confirmed')).toMatchObject({ isReviewed: true });
  expect(await seat.supervisor.codeOf('sheet.lead', { callId: id })).toBe('not_found');
});

test('a lead shows what was proposed, taken and analysed, and what it is linked to', async () => {
  const seat = await aSupervisedDay();
  const first = await seat.take();
  const [known] = (await seat.supervisor.ask('sheet.day', { date: '2026-12-01' })).leads;
  const id = await seat.take({
    report: {
      proposed: { majorFlags: ['yellow_river'] },
      repeats: {
        said: 'yes',
        links: [{ callId: first as never, localNumber: known?.localNumber as never, decision: 'linked' }],
      },
    },
  });
  expect(await seat.supervisor.ask('sheet.lead', { callId: id as never })).toEqual({
    callId: id,
    proposedGrade: 'major',
    agentGrade: 'repeat',
    analysed: null,
    saidRepeat: true,
    links: [{ callId: first, localNumber: known?.localNumber }],
  });
});
