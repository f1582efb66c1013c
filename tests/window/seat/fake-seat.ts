import '../../../src/renderer/zod-jitless';
import { SHIPPED_BUNDLE as source } from '../../../src/center/bundle/shipped';
import { noRecents, type Recents } from '../../../src/shared/catalog/recents';
import { formOf, problemsOf, recordOf } from '../../../src/shared/call/finish';
import { type Draft, emptyForm } from '../../../src/shared/call/form';
import type { CallRecord } from '../../../src/shared/call/record';
import { CallId, PersonId, SeatId } from '../../../src/shared/ids';
import {
  type AppState,
  contract,
  DEFAULT_SETTINGS,
  type Input,
  type Output,
  type QueueDetail,
  type QueueItem,
  type RequestName,
  type SessionPerson,
  type SyncState,
  type Topic,
} from '../../../src/shared/ipc/contract';
import type { SeatBridge } from '../../../src/shared/ipc/names';
import { QueueState } from '../../../src/shared/queue/state';
import { Bundle } from '../../../src/shared/script/bundle';
import { fakePolicy } from './care/fake-policy';
import { fakeRetention } from './care/fake-retention';
import { fakeCare } from './care/fake-care';
import { fakeLock } from './care/fake-lock';
import { fakeArrival, isInArrival } from './center/fake-arrival';
import { fakeCarry } from './center/fake-carry';
import { fakeChanges } from './fake-changes';
import { fakeAttachments } from './fake-attachments';
import { fakeLeads } from './fake-leads';
import { fakeLedger } from './fake-ledger';
import { fakePeople } from './center/fake-people';
import { fakeNetwork } from './center/fake-network';
import { Refused, refuse } from './fake-refusal';
import { fakeRepeats } from './fake-repeats';
import { fakePractice } from './fake-practice';
import { itemOfDraft, sampleQueue } from './sample-queue';
import type { Scenario } from './scenario';
import { fakeWorkbench } from './workbench/fake-workbench';

// TEST ONLY: a seat in memory behind `window.seat`, so that the window can be looked at without Electron or a core.
// It answers by the shared contract and keeps nothing.

const scenario: Scenario = window.__scenario ?? {};
const bundle = Bundle.parse(source);
const recents: Recents = { ...noRecents(), ...scenario.recents };
const PEOPLE: SessionPerson[] = [
  { id: PersonId.parse('p-1001'), number: '1001', name: '李晓雯', role: 'agent' },
  { id: PersonId.parse('p-2001'), number: '2001', name: '王建国', role: 'supervisor' },
];
const seatId = SeatId.parse('ZZ01');
const state: AppState = {
  version: '0.1.0',
  runtime: 'Chromium (test harness)',
  isDemo: true,
  seat: scenario.isEnrolled === false ? null : { id: seatId, unitName: '郑州市' },
  store: scenario.store ?? { kind: 'open', keyKeptBy: 'passphrase', degraded: null },
  enrolment: scenario.enrolment ?? null,
  roster: scenario.roster ?? null,
  person: PEOPLE.find((person) => person.id === scenario.person) ?? null,
  password: scenario.password ?? null,
  practice: scenario.practice?.state.mode ?? null,
  settings: { ...DEFAULT_SETTINGS, tourSeen: true, ...scenario.settings },
};
const sync: SyncState = {
  link: 'online',
  cause: null,
  owed: 0,
  oldestOwedAt: null,
  lastContactAt: Date.now() - 4000,
  lastReceiptAt: Date.now() - 95_000,
  nextRoundAt: null,
  clockOffsetMs: 0,
  clockJumpMs: null,
  ...scenario.sync,
};
const drafts = new Map<string, Draft>();
const details = new Map<string, QueueDetail>(
  sampleQueue(bundle, scenario.queued ?? 0).map((detail) => [detail.item.id, detail]),
);
const listeners = new Set<(message: unknown) => void>();
const announce = (changed: Topic, ids: string[] = []) => {
  for (const listener of listeners) listener({ changed, ids });
};
window.__saves = [];
window.__fails = scenario.fails ?? {};

window.__dress = (settings) => {
  Object.assign(state.settings, settings);
  announce('app');
};

let counter = 7;
function startDraft(part: Scenario['draft'] = {}): Draft {
  counter += 1;
  const now = Date.now();
  const hex = counter.toString(16).padStart(12, '0');
  const draft: Draft = {
    id: CallId.parse(`019ab0c0-0000-7000-8000-${hex}`),
    localNumber: `ZZ01-20261123-${String(counter).padStart(4, '0')}`,
    seatId,
    agentId: PersonId.parse('p-1001'),
    startedAt: now,
    origin: { kind: 'key' },
    saveCount: 0,
    savedAt: now,
    hungUpAt: null,
    bundleVersion: bundle.version,
    step: 'greeting',
    confirmations: [],
    revises: null,
    takenOver: null,
    ...part,
    form: { ...emptyForm(), ...(part.form as object | undefined) },
  };
  drafts.set(draft.id, draft);
  return draft;
}
if (scenario.draft) startDraft(scenario.draft);

const items = (): QueueItem[] =>
  [...[...drafts.values()].map(itemOfDraft), ...[...details.values()].map((detail) => detail.item)].sort(
    (a, b) => b.startedAt - a.startedAt,
  );

function finish(draft: Draft): Output<'call.finish'> {
  const problems = problemsOf(draft, bundle);
  if (problems.length > 0) return { kind: 'incomplete', problems };
  const now = Date.now();
  const record: CallRecord = recordOf(draft, bundle, {
    revision: draft.revises?.revision ?? 1,
    unitCode: '4101',
    agentNumber: '1001',
    madeBy: draft.agentId,
    finishedAt: now,
    clockOffsetMs: 0,
    sealedIdentity: null,
  });
  const { title, place } = {
    title: draft.form.report.target.answer || draft.form.consultation.matter,
    place: '',
  };
  const item: QueueItem = {
    ...itemOfDraft(draft),
    state: 'waiting',
    disposition: record.disposition,
    title,
    place,
    finishedAt: now,
    completeness: record.disposition === 'report' ? { answered: 5, of: 5 } : null,
  };
  drafts.delete(draft.id);
  details.set(draft.id, {
    item,
    revisions: [
      {
        revision: 1,
        madeAt: now,
        madeBy: '李晓雯',
        why: '',
        bodySha256: 'a'.repeat(64),
        receipt: null,
        delivery: 'owed',
        correctedBy: null,
        scriptProof: draft.confirmations,
        form: formOf(record),
      },
    ],
    timeline: [
      { at: draft.startedAt, what: 'call_started', who: '李晓雯', detail: '' },
      { at: now, what: 'finished', who: '李晓雯', detail: '' },
    ],
    refusal: null,
    nextTryAt: null,
    unconfirmedSince: null,
    tries: 0,
    lines: bundle.script.steps.flatMap((step) =>
      step.lines.map(({ id, text, must }) => ({ id, text, must })),
    ),
    hasSealedIdentity: draft.form.identity !== null,
    identityDestroyed: null,
    changes: [],
    origin: draft.origin,
  });
  sync.owed += 1;
  sync.oldestOwedAt ??= now;
  announce('queue', [draft.id]);
  if (scenario.receipts !== false) setTimeout(() => receive(draft.id), 700);
  return { kind: 'finished', id: draft.id, localNumber: draft.localNumber, revision: 1 };
}

function receive(id: string): void {
  const detail = details.get(id);
  const revision = detail?.revisions.at(-1);
  if (detail === undefined || revision === undefined) return;
  const now = Date.now();
  const centerNumber = 'HN20261123000418';
  const receipt = {
    recordId: detail.item.id,
    revision: 1,
    bodySha256: revision.bodySha256,
    seatId,
    centerNumber,
    receivedAt: now,
    keyId: 'center-signing-2026',
    signature: 'A'.repeat(86) + '==',
  };
  details.set(id, {
    ...detail,
    item: { ...detail.item, state: 'accepted', centerNumber },
    revisions: [{ ...revision, receipt, delivery: 'accepted' }],
    timeline: [...detail.timeline, { at: now, what: 'received', who: '', detail: centerNumber }],
  });
  Object.assign(sync, { owed: sync.owed - 1, oldestOwedAt: null, lastReceiptAt: now });
  announce('queue', [id]);
}

type Handlers = { [N in RequestName]: (input: Input<N>) => Output<N> };
const own = (id: string): Draft => drafts.get(id) ?? refuse('not_found');
const detailOf = (id: string): QueueDetail => details.get(id) ?? refuse('not_found');

const refuseWhileOpen = () => {
  const open = [...drafts.values()].filter((draft) => draft.revises === null);
  const numbers = open.map((draft) => draft.localNumber).join(', ');
  if (open.length > 0) refuse('open_calls', { count: open.length, numbers });
};

const handlers: Handlers = {
  'app.state': () => state,
  'store.create': ({ passphrase }) => {
    if (passphrase.length < 10) refuse('weak_passphrase', { min: 10 });
    state.store = { kind: 'open', keyKeptBy: 'passphrase', degraded: null };
    return state.store;
  },
  'store.unlock': ({ passphrase }) => {
    if (passphrase !== 'right passphrase') refuse('wrong_passphrase');
    state.store = { kind: 'open', keyKeptBy: 'passphrase', degraded: null };
    return state.store;
  },
  ...fakeNetwork(announce),
  ...fakePeople(scenario, announce, () => {
    Object.assign(state, { seat: { id: seatId, unitName: '郑州市' }, enrolment: null });
  }),
  ...fakeCare(announce, scenario),
  ...fakeLock(
    scenario,
    announce,
    { person: () => state.person, people: PEOPLE, sit: (person) => (state.person = person) },
    () => [...drafts.values()].filter((draft) => draft.revises === null).length,
  ),
  ...fakePolicy(scenario),
  ...fakeRetention(scenario),
  ...fakeWorkbench(scenario),
  'session.people': () => PEOPLE,
  'session.signIn': ({ personId, password }) => {
    if (password !== 'demo-12369') refuse('wrong_password');
    state.person = PEOPLE.find((person) => person.id === personId) ?? null;
    return state.person ?? refuse('wrong_password');
  },
  'session.signOut': () => {
    refuseWhileOpen();
    state.person = null;
    return {};
  },
  'settings.save': (settings) => (state.settings = settings),
  'bundle.current': () => bundle,
  'bundle.get': () => bundle,
  'call.start': () => {
    refuseWhileOpen();
    return startDraft();
  },
  'call.finish': ({ id }) => finish(own(id)),
  'call.revise': ({ id, why }) => {
    const detail = detailOf(id);
    const latest = detail.revisions.at(-1);
    const draft = startDraft({
      id: detail.item.id,
      localNumber: detail.item.localNumber,
      startedAt: detail.item.startedAt,
      step: 'target',
      confirmations: latest?.scriptProof ?? [],
      revises: { revision: detail.item.revision + 1, why, hasSealedIdentity: detail.hasSealedIdentity },
      form: latest?.form,
    });
    announce('drafts', [draft.id]);
    return draft;
  },
  ...fakeAttachments,
  'recents.list': () => recents,
  'draft.list': () => (scenario.isTakenAway === true ? [] : [...drafts.values()]),
  'draft.get': ({ id }) => own(id),
  'draft.save': (input) => {
    const before = own(input.id);
    if (input.saveCount <= before.saveCount) refuse('outdated', { saveCount: before.saveCount });
    window.__saves?.push(structuredClone(input));
    const savedAt = Date.now();
    drafts.set(input.id, { ...before, ...structuredClone(input), savedAt });
    announce('drafts', [input.id]);
    return { saveCount: input.saveCount, savedAt };
  },
  'queue.counts': () => {
    const byState = Object.fromEntries(QueueState.options.map((each) => [each, 0])) as Record<
      QueueState,
      number
    >;
    for (const item of items()) byState[item.state] += 1;
    return { all: items().length, byState };
  },
  'queue.list': ({ states, search, onlyUnreviewed, arrival, offset, limit }) => {
    const found = items().filter(
      (item) =>
        isInArrival(item, arrival) &&
        (states.length === 0 || states.includes(item.state)) &&
        (search === '' || `${item.localNumber}${item.title}${item.place}`.includes(search)) &&
        (!onlyUnreviewed || !item.isReviewed),
    );
    return { items: found.slice(offset, offset + limit), total: found.length };
  },
  'queue.detail': ({ id }) => {
    const draft = drafts.get(id);
    if (draft === undefined || draft.revises !== null) return detailOf(id);
    return {
      item: itemOfDraft(draft),
      revisions: [],
      timeline: [{ at: draft.startedAt, what: 'call_started', who: '李晓雯', detail: '' }],
      refusal: null,
      nextTryAt: null,
      unconfirmedSince: null,
      tries: 0,
      lines: [],
      hasSealedIdentity: false,
      identityDestroyed: null,
      changes: [],
      origin: draft.origin,
    };
  },
  'queue.retry': () => sync,
  ...fakeChanges(details, scenario.isAmended === true),
  'change.decide': ({ why }) => startDraft({ revises: { revision: 1, why, hasSealedIdentity: false } }),
  ...fakeCarry(scenario.carry),
  ...fakeArrival(scenario, () => [...details.values()].map(({ item }) => item)),
  'repeats.find': (input) => fakeRepeats(input, items()),
  'review.add': ({ id, verdict }) => {
    const detail = detailOf(id);
    detail.item = {
      ...detail.item,
      isReviewed: true,
      state: verdict === 'returned' ? 'returned' : detail.item.state,
    };
    announce('queue', [id]);
    return detail.item;
  },
  'sync.state': () => sync,
  'call.takeOver': ({ id, why }) => ({
    ...own(id),
    takenOver: { at: Date.now(), why, hasSealedIdentity: true },
  }),
  'call.backEnter': ({ startedAt, why }) =>
    startDraft({ startedAt, origin: { kind: 'back_entry', enteredAt: Date.now(), why } }),
  ...fakeLedger(scenario, items, () => state.person?.role === 'supervisor'),
  ...fakeLeads(scenario, () => state.person?.role === 'supervisor'),
  ...fakePractice(scenario.practice, () => startDraft()),
};

function isRequest(name: string): name is RequestName {
  return Object.hasOwn(handlers, name);
}

function answer<N extends RequestName>(name: N, input: unknown): unknown {
  const code = window.__fails?.[name];
  if (code !== undefined) refuse(code);
  const value = handlers[name](contract[name].input.parse(input) as Input<N>);
  return structuredClone(contract[name].output.parse(value));
}

const seat: SeatBridge = {
  request: async (name, input) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    try {
      if (!isRequest(name)) return refuse('invalid_input');
      if (scenario.waits?.includes(name)) {
        (window.__unanswered ??= []).push(name);
        await new Promise(() => undefined);
      }
      return { ok: true, value: answer(name, input) };
    } catch (error) {
      if (error instanceof Refused) return { ok: false, error: error.failure };
      console.error(error);
      return { ok: false, error: { code: 'internal' } };
    }
  },
  onChanged: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
window.seat = seat;
