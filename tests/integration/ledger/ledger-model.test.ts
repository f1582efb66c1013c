import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { emptyForm, type IntakeForm } from '../../../src/shared/call/form';
import type { Store } from '../../../src/main/core/store/store';
import type { Clock } from '../../../src/main/core/sync/ports';
import { isDayClosed } from '../../../src/shared/call/ledger';
import type { Disposition } from '../../../src/shared/call/record';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { aCore, type RunningCore, type Window } from '../../builders/core';
import { aConsultationForm, anOutOfScopeForm, aReportForm } from '../../builders/draft';
import { AGENT, AGENT_2, SUPERVISOR } from '../../builders/enrolment';

const PEOPLE = [AGENT.id, AGENT_2.id, SUPERVISOR.id] as const;
const HOUR = 3_600_000;
const FORMS: Record<Disposition, () => IntakeForm> = {
  report: () => aReportForm({ isNamed: true }),
  consultation: aConsultationForm,
  out_of_scope: anOutOfScopeForm,
  nuisance: () => ({ ...emptyForm(), purpose: 'nuisance' }),
  dropped: () => ({ ...emptyForm(), purpose: 'dropped' }),
};
const ENDS = Object.keys(FORMS) as Disposition[];
const transfer = (at: number) => ({ at, reasonId: 'language', to: '值班班长', note: '听障人士需要协助' });

/** What the ledger must say, kept beside it by the simplest means. */
interface Call {
  startedAt: number;
  ownerId: string;
  agentId: string;
  end: Disposition | null;
  transfers: number;
  isBackEntry: boolean;
}
interface Model {
  calls: Map<string, Call>;
  signedIn: Set<string>;
}

/** The real core over the real store; a crash leaves nothing but the file. */
class Real {
  windows = new Map<string, Window>();
  private constructor(
    public seat: RunningCore,
    readonly time: { now: number },
  ) {}

  static async begin(): Promise<Real> {
    const time = { now: Date.UTC(2026, 10, 23, 1) };
    const real = new Real(await aSeat(time), time);
    for (const id of PEOPLE) await real.signIn(id);
    return real;
  }

  get store(): Store {
    const store = this.seat.core.desk()?.store;
    if (store === undefined) throw new Error('The store is shut');
    return store;
  }

  window(id: string): Window {
    const window = this.windows.get(id);
    if (window === undefined) throw new Error(`${id} has no window`);
    return window;
  }

  async signIn(id: string): Promise<void> {
    this.windows.set(id, await this.seat.signedIn(id));
  }

  /** The file as a kill leaves it: nothing is said, wiped or closed before another core opens it. */
  async crash(): Promise<void> {
    this.seat = await aSeat(this.time, this.seat);
    this.windows.clear();
  }
}

function aSeat(time: { now: number }, before?: RunningCore): Promise<RunningCore> {
  const clock: Clock = { now: () => time.now, monotonic: () => time.now };
  return aCore({
    clock,
    timer: { after: () => () => undefined },
    ...(before && { folder: before.folder, enrolled: before.enrolled }),
  });
}

type Command = fc.AsyncCommand<Model, Real>;
const openOf = (model: Model, id: string) =>
  [...model.calls].filter(([, call]) => call.end === null && call.ownerId === id);

/** Every command may come at any time: what is refused must be refused for the reason the model knows. */
const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    real.time.now += 60_000;
    await run(model, real);
    await holds(model, real);
  },
  toString: () => name,
});

async function someone(model: Model, real: Real, pick: number): Promise<Window & { id: string }> {
  const id = PEOPLE[pick % PEOPLE.length] as string;
  if (!model.signedIn.has(id)) {
    await real.signIn(id);
    model.signedIn.add(id);
  }
  return Object.assign(real.window(id), { id });
}

async function save(
  real: Real,
  who: Window,
  id: string,
  change: (form: IntakeForm) => IntakeForm,
  hungUp: boolean,
) {
  const draft = await who.ask('draft.get', { id: id as never });
  return who.fill(draft, change(draft.form), { hungUpAt: hungUp ? real.time.now : draft.hungUpAt });
}

const start = (pick: number) =>
  command(`start ${pick}`, async (model, real) => {
    const who = await someone(model, real, pick);
    const answer = await who.answer('call.start', {});
    if (openOf(model, who.id).length > 0)
      return expect(answer).toMatchObject({ error: { code: 'open_calls' } });
    if (!answer.ok) throw new Error(answer.error.code);
    const { id, startedAt } = answer.value;
    const own = { ownerId: who.id, agentId: who.id, end: null, transfers: 0, isBackEntry: false };
    model.calls.set(id, { startedAt, ...own });
  });

const backEnter = (pick: number, hours: number) =>
  command(`back-enter ${pick}, ${hours} h ago`, async (model, real) => {
    const who = await someone(model, real, pick);
    const startedAt = real.time.now - hours * HOUR;
    const answer = await who.answer('call.backEnter', { startedAt, why: '停电，记在纸上' });
    if (openOf(model, who.id).length > 0)
      return expect(answer).toMatchObject({ error: { code: 'open_calls' } });
    if (!answer.ok) throw new Error(answer.error.code);
    const own = { ownerId: who.id, agentId: who.id, end: null, transfers: 0, isBackEntry: true };
    model.calls.set(answer.value.id, { startedAt, ...own });
  });

const type = (pick: number, end: Disposition, hungUp: boolean) =>
  command(`${hungUp ? 'hang up' : 'save'} ${pick} ${end}`, async (model, real) => {
    const who = await someone(model, real, pick);
    const [first] = openOf(model, who.id);
    if (first === undefined) return;
    await save(real, who, first[0], (form) => ({ ...FORMS[end](), transfers: form.transfers }), hungUp);
  });

const passOn = (pick: number) =>
  command(`transfer ${pick}`, async (model, real) => {
    const who = await someone(model, real, pick);
    const [first] = openOf(model, who.id);
    if (first === undefined || first[1].transfers === 20) return;
    const one = transfer(real.time.now);
    await save(real, who, first[0], (form) => ({ ...form, transfers: [...form.transfers, one] }), false);
    first[1].transfers += 1;
  });

const finish = (pick: number, end: Disposition, times: number) =>
  command(`finish ${pick} as ${end} x${times}`, async (model, real) => {
    const who = await someone(model, real, pick);
    if (openOf(model, who.id).length === 0) await start(pick).run(model, real);
    const [first] = openOf(model, who.id);
    if (first === undefined) throw new Error('nothing was begun');
    const [id, call] = first;
    const form = (before: IntakeForm) => ({ ...FORMS[end](), transfers: before.transfers });
    const { saveCount } = await save(real, who, id, form, false);
    for (let time = 0; time < times; time += 1) {
      const outcome = await who.ask('call.finish', { id: id as never, saveCount });
      expect(outcome).toMatchObject({ kind: 'finished', revision: 1 });
    }
    call.end = end;
  });

const takeOver = (pick: number) =>
  command(`take over ${pick}`, async (model, real) => {
    const supervisor = await someone(model, real, 2);
    const open = [...model.calls].filter(([, call]) => call.end === null);
    const chosen = open[pick % Math.max(1, open.length)];
    if (chosen === undefined) return;
    const taken = await supervisor.ask('call.takeOver', { id: chosen[0] as never, why: '代为结束' });
    expect(taken.agentId).toBe(chosen[1].agentId);
    chosen[1].ownerId = SUPERVISOR.id;
  });

const signOut = (pick: number) =>
  command(`sign out ${pick}`, async (model, real) => {
    const who = await someone(model, real, pick);
    const code = await who.codeOf('session.signOut', {});
    expect(code).toBe(openOf(model, who.id).length > 0 ? 'open_calls' : 'ok');
    if (code === 'ok') model.signedIn.delete(who.id);
  });

const signOff = (days: number) =>
  command(`sign off ${days} days ago`, async (model, real) => {
    const supervisor = await someone(model, real, 2);
    const date = shanghaiDate(real.time.now - days * 24 * HOUR);
    const day = await supervisor.ask('ledger.day', { date });
    const code = await supervisor.codeOf('ledger.signOff', { date });
    expect(code).toBe(!day.isClosed ? 'day_not_closed' : day.signedOff ? 'day_signed_off' : 'ok');
  });

const crash = command('crash', async (model, real) => {
  await real.crash();
  model.signedIn.clear();
});

/** Every call has at most one end and none is lost; for every day answered = sum + open, as the model counts it. */
async function holds(model: Model, real: Real): Promise<void> {
  const supervisor = await someone(model, real, 2);
  const dates = new Set([...model.calls.values()].map(({ startedAt }) => shanghaiDate(startedAt)));
  for (const date of dates) {
    const mine = [...model.calls.values()].filter(({ startedAt }) => shanghaiDate(startedAt) === date);
    const day = await supervisor.ask('ledger.day', { date });
    expect(day).toMatchObject({
      answered: mine.length,
      byDisposition: Object.fromEntries(
        ENDS.map((end) => [end, mine.filter((each) => each.end === end).length]),
      ),
      open: mine.filter(({ end }) => end === null).length,
      transfers: mine.reduce((sum, { transfers }) => sum + transfers, 0),
      backEntered: mine.filter(({ isBackEntry }) => isBackEntry).length,
      missingNumbers: 0,
    });
    const sum = Object.values(day.byDisposition).reduce((total, each) => total + each, 0);
    expect(day.answered).toBe(sum + day.open);
    expect(day.isClosed).toBe(day.open === 0 && isDayClosed(day));
    const list = await supervisor.ask('ledger.list', { date, term: null, offset: 0, limit: 200 });
    expect(new Set(list.entries.map(({ id }) => id as string)).size).toBe(mine.length);
  }
  const open = await supervisor.ask('ledger.openCalls', {});
  const expected = [...model.calls].filter(([, { end }]) => end === null).map(([id]) => id);
  expect(open.map(({ id }) => id as string).sort()).toEqual(expected.sort());
  for (const [id, { end, agentId }] of model.calls) {
    const revisions = real.store.calls.listRevisions(id);
    expect(revisions).toHaveLength(end === null ? 0 : 1);
    if (end !== null) expect(real.store.calls.findLatest(id)).toMatchObject({ disposition: end, agentId });
  }
  const law = real.store.conservation();
  expect([law.finished, law.unknown]).toEqual([[...model.calls.values()].filter(({ end }) => end).length, 0]);
}

const pick = fc.nat(2);
const ends = fc.constantFrom(...ENDS);
const COMMANDS = [
  pick.map(start),
  pick.map(start),
  fc.tuple(pick, fc.nat(40)).map(([who, hours]) => backEnter(who, hours)),
  fc.tuple(pick, ends, fc.boolean()).map(([who, end, hungUp]) => type(who, end, hungUp)),
  pick.map(passOn),
  fc.tuple(pick, ends, fc.integer({ min: 1, max: 2 })).map(([who, end, times]) => finish(who, end, times)),
  fc.tuple(pick, ends).map(([who, end]) => finish(who, end, 1)),
  fc.nat(9).map(takeOver),
  pick.map(signOut),
  fc.nat(1).map(signOff),
  fc.constant(crash),
];

test('any sequence of calls, takeovers, entries from paper and crashes leaves the ledger whole (R-14)', async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 24, size: 'max' }), async (commands) => {
      const real = await Real.begin();
      const model: Model = { calls: new Map(), signedIn: new Set(PEOPLE) };
      await fc.asyncModelRun(() => ({ model, real }), commands);
      for (const { end, ownerId, agentId } of model.calls.values()) {
        reached.add(end ?? 'open');
        if (ownerId !== agentId) reached.add('taken over');
      }
      await real.seat.core.stop();
    }),
    { numRuns: 30 },
  );
  expect([...reached].sort()).toEqual([...ENDS, 'open', 'taken over'].sort());
}, 120_000);

test('the model notices a planted bug: a finish that counts twice, an end that is forgotten', async () => {
  const real = await Real.begin();
  const model: Model = { calls: new Map(), signedIn: new Set(PEOPLE) };
  await start(0).run(model, real);
  await finish(0, 'consultation', 1).run(model, real);
  const days = real.store.days as unknown as { count: (query: object) => { answered: number } };
  const whole = days.count.bind(days);
  days.count = (query) => ({ ...whole(query), answered: whole(query).answered + 1 });
  await expect(holds(model, real)).rejects.toThrow();
  days.count = whole as never;
  await holds(model, real);
  onTestFinished(() => real.seat.core.stop());
});
