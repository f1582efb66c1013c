import { expect } from 'vitest';
import { Draft, type IntakeForm } from '../../../src/shared/call/form';
import { addDays, shanghaiDate } from '../../../src/shared/shanghai-time';
import { canariesBy } from '../../builders/canaries/forty-kinds';
import { DEMO_BUNDLE } from '../../builders/center';
import { aConsultationForm, allSaid, anOutOfScopeForm, aReportForm } from '../../builders/draft';
import { DIRECTORY } from '../../window/seat/workbench/fake-directory';
import type { SeatApp } from '../stage/seat-app';

const NOTE_CHARS = 190;
export const TYPED = canariesBy('typed');
/** Stands in each planted call and is no identity: where it is not found either, the search looked at the wrong place. */
export const CONTROL = '磐筑商砼搅拌站';

export async function valueOf<T = unknown>(app: SeatApp, name: string, input: unknown = {}): Promise<T> {
  const answer = (await app.ask(name, input)) as { ok: boolean; value: T; error?: unknown };
  expect(answer.ok, `${name}: ${JSON.stringify(answer.error)}`).toBe(true);
  return answer.value;
}

/** Named callers who tell, each in the reporter's own fields, a few kinds: together all that can be typed. */
export function namedForms(): IntakeForm[] {
  const notes: string[] = [''];
  for (const { said } of TYPED) {
    const last = notes.at(-1) ?? '';
    if (last.length + said.length > NOTE_CHARS) notes.push(said);
    else notes[notes.length - 1] = last === '' ? said : `${last}；${said}`;
  }
  const name = TYPED.filter(({ kind }) => kind.startsWith('name'));
  // The form asks for a number in digits; other ways to say one stand in the note.
  const phone = TYPED.filter(
    ({ words }) => /^[\d -]{11,}$/.test(words[0] ?? '') && words[0]?.startsWith('1'),
  );
  return notes.map((contactNote, index) =>
    aReportForm({
      isNamed: true,
      identity: {
        name: name[index % name.length]?.words[0] ?? '',
        phone: phone[index % phone.length]?.words[0] ?? '',
        contactNote,
        originals: [],
      },
    }),
  );
}

/** What an agent types where it does not belong: each kind in a free text of one call or another. */
export function freeTextForms(): IntakeForm[] {
  const told = TYPED.map(({ said }) => said);
  const story = ['夜里车辆来回跑，扬尘很大', ...told].join('。');
  const [third = ''] = told;
  const report = aReportForm({
    report: {
      ...toldToday(),
      target: { answer: `${CONTROL}，${told[4]}` },
      address: { detail: `龙湖镇华南城东侧，${told[31]}` },
      pollution: { description: story, pattern: '夜间' },
      investigationWish: { answer: `希望夜间查看，${told[9]}` },
      callbackWish: { reason: third },
    },
  });
  const consultation = {
    ...aConsultationForm(),
    consultation: { matter: story, answer: `已告知，${told[10]}`, topicId: '' },
  };
  const outOfScope = anOutOfScopeForm();
  return [
    report,
    consultation,
    {
      ...outOfScope,
      scope: { ...outOfScope.scope, referralId: DEMO_BUNDLE.catalogue.referrals[0]?.id ?? '', matter: story },
    },
  ];
}

export const anonymousForm = (): IntakeForm => aReportForm({ report: toldToday() });

/** The date that the caller is told today: by it the lead stands on today's sheet. */
function toldToday() {
  return { deadlineTold: { urgency: 'general' as const, dueDate: addDays(shanghaiDate(Date.now()), 30) } };
}

/** Saves a form into the call in hand, as the window does at each pause. */
export async function save(app: SeatApp, draft: Draft, form: IntakeForm): Promise<Draft> {
  const saveCount = draft.saveCount + 1;
  const rest = { step: 'closing', confirmations: allSaid(form, DEMO_BUNDLE, Date.now()), hungUpAt: null };
  await valueOf(app, 'draft.save', { id: draft.id, saveCount, form, ...rest });
  return Draft.parse(await valueOf(app, 'draft.get', { id: draft.id }));
}

export async function start(app: SeatApp): Promise<Draft> {
  return Draft.parse(await valueOf(app, 'call.start'));
}

export async function finish(app: SeatApp, { id, saveCount }: Draft): Promise<string> {
  const outcome = await valueOf<{ kind: string }>(app, 'call.finish', { id, saveCount });
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ kind: 'finished' });
  return id;
}

export async function take(app: SeatApp, form: IntakeForm): Promise<string> {
  return finish(app, await save(app, await start(app), form));
}

export async function fillDirectory(app: SeatApp): Promise<void> {
  for (const unit of DIRECTORY.units) await valueOf(app, 'directory.saveUnit', unit);
  for (const official of DIRECTORY.officials) await valueOf(app, 'directory.saveOfficial', official);
}

/** To whom everything is referred. */
export function referralOf(callId: string) {
  const official = (role: string) => DIRECTORY.officials.find((each) => each.role === role);
  const head = official('unit_head');
  const handler = DIRECTORY.officials.find((each) => each.role === 'handler' && each.unitId === head?.unitId);
  return {
    callId,
    unitId: head?.unitId,
    headId: head?.id,
    handlerId: handler?.id,
    supervisedById: null,
    neutral: [] as string[],
    kept: [],
    asked: true,
    decision: '',
  };
}
