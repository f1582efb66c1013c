import type { Clock } from '../../../src/main/core/sync/ports';
import type { IntakeForm } from '../../../src/shared/call/form';
import { UnitId, OfficialId } from '../../../src/shared/case/official';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { aCore, type RunningCore, type Window } from '../core';
import { aReportForm } from '../draft';
import { AGENT, anEnrolment, SUPERVISOR } from '../enrolment';
import { FakeOffice } from './papers';
import { aFolder } from '../store';

const MINUTE = 60_000;
/** Noon of 2026-12-01 in Asia/Shanghai. */
export const NOON = Date.parse('2026-12-01T04:00:00Z');
export const SECOND_SUPERVISOR = { id: 'p-2002', number: '2002', name: '钱敏', role: 'supervisor' } as const;

const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const THE_HEAD = OfficialId.parse(uuid(10));
export const THE_DEPUTY = OfficialId.parse(uuid(13));
export const A_HANDLER = OfficialId.parse(uuid(12));

/** A PC whose clock stands still unless told. */
class Pc implements Clock {
  constructor(private wall: number) {}
  now = (): number => this.wall;
  monotonic = (): number => this.wall - NOON + 1_000_000;
  pass(ms: number): void {
    this.wall += ms;
  }
}

/** A seat at noon with its directory filled, an agent, two supervisors, and a shell that answers its dialogs. */
export interface SupervisedDay {
  seat: RunningCore;
  pc: Pc;
  office: FakeOffice;
  agent: Window;
  supervisor: Window;
  other: Window;
  /** A finished report of this day, begun and ended a minute later each. Gives its id. */
  take(changes?: Parameters<typeof aReportForm>[0]): Promise<string>;
  /** Every lead of the day as the agent graded it. */
  analyseAll(): Promise<void>;
}

export async function aSupervisedDay(start = NOON): Promise<SupervisedDay> {
  const pc = new Pc(start);
  const office = new FakeOffice(aFolder());
  const enrolled = await anEnrolment({ people: [AGENT, SUPERVISOR, SECOND_SUPERVISOR] });
  const seat = await aCore({ clock: pc, office, enrolled });
  const [agent, supervisor, other] = [
    await seat.signedIn(),
    await seat.signedIn(SUPERVISOR.id),
    await seat.signedIn(SECOND_SUPERVISOR.id),
  ];
  const unitId = UnitId.parse(uuid(3));
  await supervisor.ask('directory.saveUnit', {
    id: unitId,
    name: '郑州市生态环境综合行政执法支队',
    level: 'city',
    area: '',
    phone: '',
    isActive: true,
  });
  for (const [id, name, role] of [
    [THE_HEAD, '王建国', 'head'],
    [THE_DEPUTY, '刘新华', 'deputy'],
    [A_HANDLER, '周明', 'handler'],
  ] as const) {
    await supervisor.ask('directory.saveOfficial', {
      id,
      unitId,
      name,
      role,
      phone: '',
      areas: [],
      isActive: true,
    });
  }
  const take: SupervisedDay['take'] = async (changes = {}) => {
    pc.pass(MINUTE);
    const form: IntakeForm = aReportForm(changes);
    form.report.deadlineTold = { urgency: 'general', dueDate: dueOn(pc.now()) };
    return (await agent.takeCall(form)).id;
  };
  const analyseAll = async () => {
    const { leads } = await supervisor.ask('sheet.day', { date: shanghaiDate(pc.now()) });
    const items = leads.map(({ callId, agentGrade }) => ({ callId, grade: agentGrade, why: '' }));
    await supervisor.ask('sheet.analyse', { items });
  };
  return { seat, pc, office, agent, supervisor, other, take, analyseAll };
}

function dueOn(now: number): string {
  return shanghaiDate(now + 30 * 86_400_000);
}
