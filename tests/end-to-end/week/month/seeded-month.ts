import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignedEnrolment } from '../../../../src/shared/center-api/enrolment';
import type { CallId } from '../../../../src/shared/ids';
import type { Urgency } from '../../../../src/shared/lead/deadline';
import type { ReferralInput } from '../../../../src/shared/ipc/contract';
import type { SheetDay } from '../../../../src/shared/ipc/requests/workbench/daily-sheet';
import { DEMO_BUNDLE } from '../../../builders/center';
import { aCore, noKeyStore, type RunningCore, type Window } from '../../../builders/core';
import { allSaid } from '../../../builders/draft';
import { anEnrolment } from '../../../builders/enrolment';
import { Bureau, concluding, HEAD } from './bureau';
import { callsOfTheMonth, DAYS, type HeardCall } from './calls-of-the-month';
import { dayAfter, instant } from '../week-clock';

/** A report of the month as the test knows it, by its own arithmetic. */
export interface SeededCase {
  callId: string;
  number: string;
  county: string;
  acceptedOn: string;
  urgency: Urgency;
  dueOn: string;
  isNamed: boolean;
  isMajor: boolean;
  stage: 'new' | 'handling' | 'replying' | 'feedback' | 'closed';
}

export interface SeededMonth {
  /** Finished calls by the day they came, and of these the reports. */
  calls: ReadonlyMap<string, { answered: number; reports: number }>;
  cases: SeededCase[];
  /** Names, numbers and words that tell who called: never in anything that leaves. */
  secrets: string[];
  tookMs: number;
}

const MINUTE = 60_000;
export const CALLS = 2_000;
const DAYS_BEFORE = 28;
/** Of Monday, before the supervisor comes to sort them. */
export const ON_MONDAY = 40;

/**
 * A seat's folder with four weeks and a morning of calls in it, taken, analysed, put on sheets, signed, referred and in
 * part concluded by the real core, by its requests; only a unit's reports and replies are noted past their pages. Written
 * in memory first: a disk's flushes are what the tests of the store are about.
 */
export async function seedMonth(
  enrolmentFile: string,
  passphrase: string,
  into: string,
  monday: string,
): Promise<SeededMonth> {
  const startedAt = performance.now();
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(memory, 'seat-month-'));
  const time = { now: instant(dayAfter(monday, -DAYS_BEFORE), '07:30') };
  const signed = SignedEnrolment.parse(JSON.parse(readFileSync(enrolmentFile, 'utf8')));
  const seat = await aCore({
    folder,
    enrolled: { ...(await anEnrolment()), signed },
    keyStore: noKeyStore,
    clock: { now: () => time.now, monotonic: () => time.now },
    checksOutput: false,
  });
  try {
    await seat.window().ask('store.create', { passphrase });
    const month = new Month(seat, time, await seat.signedIn('p-1001'), await seat.signedIn('p-2001'));
    const heard = callsOfTheMonth(CALLS);
    const perDay = (CALLS - ON_MONDAY) / DAYS_BEFORE;
    await month.prepare();
    for (let day = -DAYS_BEFORE; day < 0; day += 1) {
      await month.workDay(dayAfter(monday, day), heard.splice(0, perDay));
    }
    await month.takeCalls(monday, heard);
    await seat.core.stop();
    mkdirSync(into, { recursive: true });
    cpSync(join(folder, 'data'), into, { recursive: true });
    const { calls, cases, secrets } = month;
    return { calls, cases, secrets, tookMs: Math.round(performance.now() - startedAt) };
  } finally {
    await seat.core.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Month {
  readonly calls = new Map<string, { answered: number; reports: number }>();
  readonly cases: SeededCase[] = [];
  readonly secrets: string[] = [];
  /** Not reviewed yet. */
  private readonly taken: CallId[] = [];
  private bureau: Bureau | undefined;

  constructor(
    private readonly seat: RunningCore,
    private readonly time: { now: number },
    private readonly agent: Window,
    private readonly supervisor: Window,
  ) {}

  async prepare(): Promise<void> {
    this.bureau = await Bureau.enter(this.supervisor);
  }

  /** A day from its first call to its signed ledger. */
  async workDay(date: string, heard: readonly HeardCall[]): Promise<void> {
    const ofDay = await this.takeCalls(date, heard);
    this.time.now = instant(date, '17:00');
    await this.review();
    await this.sort(date, ofDay);
    this.concludeSome(date);
    this.time.now = instant(date, '18:30');
    await this.supervisor.ask('ledger.signOff', { date });
  }

  async takeCalls(date: string, heard: readonly HeardCall[]): Promise<SeededCase[]> {
    const ofDay: SeededCase[] = [];
    for (const [index, { form, urgency, secrets }] of heard.entries()) {
      this.time.now = instant(date, '08:00') + index * 4 * MINUTE;
      const dueOn = urgency === null ? '' : dayAfter(date, DAYS[urgency]);
      if (urgency !== null) form.report.deadlineTold = { urgency, dueDate: dueOn };
      const draft = await this.agent.ask('call.start', {});
      await this.agent.ask('draft.save', {
        id: draft.id,
        saveCount: 1,
        step: 'closing',
        confirmations: allSaid(form, DEMO_BUNDLE, this.time.now),
        form,
        hungUpAt: null,
      });
      const outcome = await this.agent.ask('call.finish', { id: draft.id, saveCount: 1 });
      if (outcome.kind !== 'finished') throw new Error(JSON.stringify(outcome));
      this.secrets.push(...secrets);
      this.taken.push(draft.id);
      if (urgency === null) continue;
      ofDay.push({
        callId: draft.id,
        number: draft.localNumber,
        county: form.report.address.county,
        acceptedOn: date,
        urgency,
        dueOn,
        isNamed: form.report.identityChoice === 'named',
        isMajor: form.report.majorFlags.length > 0,
        stage: 'new',
      });
    }
    this.calls.set(date, { answered: heard.length, reports: ofDay.length });
    this.cases.push(...ofDay);
    return ofDay;
  }

  /** 已知悉 of major leads, and 复核 of all that came today; it makes their 日分析. */
  private async review(): Promise<void> {
    const { supervisor, taken } = this;
    for (const { seq } of (await supervisor.ask('lead.alerts', {})).alerts)
      await supervisor.ask('lead.acknowledge', { seq });
    for (const id of taken.splice(0))
      await supervisor.ask('review.add', { id, verdict: 'confirmed', remark: '' });
  }

  /** 日梳理、日签批、日转办 of a day that is past by the time the test looks. */
  private async sort(date: string, ofDay: readonly SeededCase[]): Promise<void> {
    const { supervisor } = this;
    const before = await supervisor.ask('sheet.day', { date });
    const saved = await supervisor.ask('sheet.save', {
      date,
      base: 0,
      edits: editsOf(before),
      grades: [],
      why: '',
    });
    await supervisor.ask('sheet.sign', {
      date,
      revision: saved.revision,
      leaderId: HEAD.id,
      opinion: '同意转办',
      signedAt: this.time.now,
    });
    const choices = ofDay.map(({ callId, county }) => this.bureauNow().handling(callId, county));
    const outcomes = await supervisor.ask('case.referMany', { choices });
    for (const [index, { callId, refusal }] of outcomes.entries()) {
      if (refusal === null) continue;
      if (refusal !== 'identity_open') throw new Error(`${callId}: ${String(refusal)}`);
      const [preview] = await supervisor.ask('case.previewReferral', { callIds: [callId], kept: [] });
      const neutral = (preview?.texts ?? []).filter((text) => text.open.length > 0).map(({ field }) => field);
      await supervisor.ask('case.refer', { ...(choices[index] as ReferralInput), neutral });
    }
    for (const each of ofDay) each.stage = 'handling';
  }

  /** Urgent matters within their three days, nine of ten; of the others six of seven after a week. */
  private concludeSome(date: string): void {
    const cases = this.seat.core.desk()?.workbench.cases;
    const { person } = this.supervisor.caller;
    if (cases === undefined || person === null) throw new Error('The store is shut');
    for (const [n, each] of this.cases.entries()) {
      if (each.stage !== 'handling') continue;
      const isUrgent = each.urgency === 'urgent';
      if (date !== dayAfter(each.acceptedOn, isUrgent ? 2 : 7) || n % (isUrgent ? 10 : 7) === 0) continue;
      for (const act of concluding(this.time.now, n)) cases.add(person, each.callId, act);
      each.stage = each.isNamed ? 'feedback' : 'closed';
    }
  }

  private bureauNow(): Bureau {
    if (this.bureau === undefined) throw new Error('Not prepared');
    return this.bureau;
  }
}

/** What the linter found in the day's cells, in neutral words: a sheet with a finding is neither signed nor exported. */
function editsOf(day: SheetDay) {
  return day.leads.flatMap(({ callId, findings }) =>
    [...new Map(findings.map((each) => [each.column, each])).values()].map(({ column, becomes }) => ({
      callId,
      column,
      text: becomes,
    })),
  );
}
