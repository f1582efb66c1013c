import { recordOf } from '../../src/shared/call/finish';
import { Draft, emptyForm, type IntakeForm } from '../../src/shared/call/form';
import type { CallRecord, SealedIdentity } from '../../src/shared/call/record';
import { PersonId } from '../../src/shared/ids';
import { linesAt, pathOf } from '../../src/shared/script/path';
import type { Bundle } from '../../src/shared/script/bundle';
import { aBundle } from './bundle';
import { AGENT } from './enrolment';

let made = 0;

/** A UUIDv7 for tests: rising, never the same twice in a process. */
export function aCallId(at = Date.UTC(2026, 10, 23, 1)): string {
  made += 1;
  const time = at.toString(16).padStart(12, '0');
  const count = made.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${count}`;
}

type Deep<T> = T extends object ? { [K in keyof T]?: Deep<T[K]> } : T;

function merge<T>(base: T, changes: Deep<T> | undefined): T {
  if (changes === undefined) return base;
  if (base === null || typeof base !== 'object' || Array.isArray(base) || changes === null)
    return changes as T;
  const result: Record<string, unknown> = { ...(base as Record<string, unknown>) };
  for (const [key, value] of Object.entries(changes)) result[key] = merge(result[key], value as never);
  return result as T;
}

/** A complete anonymous report; `named` makes it one with identity. */
export function aReportForm(changes: Deep<IntakeForm> & { isNamed?: boolean } = {}): IntakeForm {
  const { isNamed = false, ...rest } = changes;
  const form: IntakeForm = {
    ...emptyForm(),
    purpose: 'report',
    scope: { decision: 'in', referralId: '', matter: '', explained: false },
    report: {
      identityChoice: isNamed ? 'named' : 'anonymous',
      onSiteHelp: isNamed ? 'no' : null,
      target: { answer: '磐筑商砼搅拌站', missing: null, reason: '' },
      address: {
        city: '4101',
        county: '410184',
        town: '',
        detail: '龙湖镇华南城东侧',
        missing: null,
        reason: '',
      },
      pollution: {
        types: ['air'],
        description: '夜间车辆来回跑，扬尘很大，没有冲车设备',
        pattern: '夜间',
        occurrences: [],
      },
      industry: '',
      investigationWish: { answer: '希望夜间现场查看', missing: null, reason: '' },
      callbackWish: { answer: 'no', missing: null, reason: '' },
      urgency: 'general',
      majorFlags: [],
      deadlineTold: { urgency: 'general', dueDate: '2026-12-23' },
      repeats: { said: 'no', links: [] },
      proposed: { majorFlags: [], urgency: null },
      readBackMark: '',
      keptWords: [],
    },
    identity: isNamed ? { name: '周密之', phone: '13703710001', contactNote: '', originals: [] } : null,
  };
  return merge(form, rest as Deep<IntakeForm>);
}

export function aConsultationForm(): IntakeForm {
  const consultation = { matter: '咨询排污许可证办理流程', answer: '告知到政务大厅窗口办理', topicId: '' };
  return { ...emptyForm(), purpose: 'consultation', consultation };
}

export function anOutOfScopeForm(): IntakeForm {
  return {
    ...emptyForm(),
    purpose: 'report',
    scope: { decision: 'out', referralId: 'forestry', matter: '村内树木被砍', explained: true },
  };
}

/** Every line that must be said on this form's path, said. */
export function allSaid(form: IntakeForm, bundle: Bundle = aBundle(), at = Date.UTC(2026, 10, 23, 1, 2)) {
  return pathOf(form).flatMap((step) =>
    linesAt(bundle.script, step, form)
      .filter((line) => line.must)
      .map((line) => ({ lineId: line.id, at })),
  );
}

/** A draft ready to be finished. */
export function aDraft(changes: Partial<Draft> = {}, bundle: Bundle = aBundle()): Draft {
  const form = changes.form ?? aReportForm();
  const startedAt = Date.UTC(2026, 10, 23, 1);
  const id = aCallId(startedAt);
  return Draft.parse({
    id,
    localNumber: `ZZ01-20261123-${String(made).padStart(4, '0')}`,
    seatId: 'ZZ01',
    agentId: AGENT.id,
    startedAt,
    origin: { kind: 'key' },
    saveCount: 1,
    savedAt: startedAt,
    hungUpAt: null,
    bundleVersion: bundle.version,
    step: 'closing',
    confirmations: allSaid(form, bundle),
    form,
    revises: null,
    ...changes,
  });
}

/** A finished record as the seat makes it (anonymous unless given a sealed identity). */
export function aRecord(
  draft: Draft = aDraft(),
  revision = 1,
  sealedIdentity: SealedIdentity | null = null,
  bundle: Bundle = aBundle(),
): CallRecord {
  return recordOf(draft, bundle, {
    revision,
    unitCode: '4101',
    agentNumber: AGENT.number,
    madeBy: PersonId.parse(AGENT.id),
    finishedAt: draft.startedAt + 300_000,
    clockOffsetMs: null,
    sealedIdentity,
  });
}
