import { z } from 'zod';
import { Confirmation, Draft, IntakeForm } from '../call/form';
import { Disposition } from '../call/record';
import { Recents } from '../catalog/recents';
import { Role } from '../center-api/enrolment';
import { ProblemDetails } from '../center-api/messages';
import { Receipt } from '../center-api/receipt';
import { CallId, EpochMs, PersonId, SeatId } from '../ids';
import { QueueCounts, QueueState } from '../queue/state';
import { Address, Pollution, RepeatLink, text } from '../report/report';
import { Bundle } from '../script/bundle';
import { StepId } from '../script/steps';
import { Failure } from './errors';

/** The store's condition, told before anybody signs in. */
export const StoreState = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open'),
    keyKeptBy: z.enum(['os_key_store', 'passphrase']),
    degraded: Failure.nullable(),
  }),
  z.strictObject({ kind: z.literal('needs_new_passphrase') }),
  z.strictObject({ kind: z.literal('needs_passphrase') }),
  z.strictObject({ kind: z.literal('failed'), error: Failure }),
]);
export type StoreState = z.infer<typeof StoreState>;

export const SessionPerson = z.strictObject({
  id: PersonId,
  number: z.string(),
  name: z.string(),
  role: Role,
});
export type SessionPerson = z.infer<typeof SessionPerson>;

export const Settings = z.strictObject({
  language: z.enum(['zh-CN', 'en-US']),
  theme: z.enum(['light', 'dark', 'system']),
  /** 100, 113, 133, 160 and 200 %; the larger ones for older eyes. */
  textSize: z.enum(['normal', 'large', 'x_large', 'xx_large', 'double']),
  confirmKey: z.enum(['enter', 'f2']),
  tourSeen: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;
export const DEFAULT_SETTINGS: Settings = {
  language: 'zh-CN',
  theme: 'light',
  textSize: 'normal',
  confirmKey: 'enter',
  tourSeen: false,
};

export const AppState = z.strictObject({
  version: z.string(),
  runtime: z.string(),
  isDemo: z.boolean(),
  seat: z.strictObject({ id: SeatId, unitName: z.string() }).nullable(),
  store: StoreState,
  enrolment: Failure.nullable(),
  person: SessionPerson.nullable(),
  settings: Settings,
});
export type AppState = z.infer<typeof AppState>;

/** Facts, never set by hand: what is owed, since when, and what the last round met. */
export const SyncState = z.strictObject({
  link: z.enum(['unknown', 'online', 'offline']),
  /** Why the link is down, in words of the field. */
  cause: z
    .enum([
      'unreachable',
      'timeout',
      'not_the_center',
      'refused_token',
      'server_error',
      'busy',
      'untrusted_receipt',
    ])
    .nullable(),
  owed: z.number().int(),
  oldestOwedAt: EpochMs.nullable(),
  lastContactAt: EpochMs.nullable(),
  lastReceiptAt: EpochMs.nullable(),
  nextRoundAt: EpochMs.nullable(),
  /** Center clock minus seat clock, ms. */
  clockOffsetMs: z.number().int().nullable(),
});
export type SyncState = z.infer<typeof SyncState>;

/** One line of the queue. Holds no identity by construction. */
export const QueueItem = z.strictObject({
  id: CallId,
  localNumber: z.string(),
  centerNumber: z.string().nullable(),
  state: QueueState,
  disposition: Disposition.nullable(),
  /** What the list says of the matter: target, or the consultation's matter; at most 80 characters. */
  title: z.string(),
  place: z.string(),
  urgency: z.enum(['urgent', 'important', 'general']).nullable(),
  dueDate: z.string().nullable(),
  isAnonymous: z.boolean().nullable(),
  agentName: z.string(),
  startedAt: EpochMs,
  finishedAt: EpochMs.nullable(),
  revision: z.number().int(),
  completeness: z.strictObject({ answered: z.number().int(), of: z.number().int() }).nullable(),
  isReviewed: z.boolean(),
});
export type QueueItem = z.infer<typeof QueueItem>;

export const TimelineEntry = z.strictObject({
  at: EpochMs,
  what: z.enum([
    'call_started',
    'finished',
    'revised',
    'sent',
    'try_failed',
    'unconfirmed',
    'received',
    'quarantined',
    'returned',
    'confirmed',
    'taken_over',
  ]),
  who: z.string(),
  detail: z.string(),
});

export const RevisionView = z.strictObject({
  revision: z.number().int(),
  madeAt: EpochMs,
  madeBy: z.string(),
  why: z.string(),
  bodySha256: z.string(),
  receipt: Receipt.nullable(),
  scriptProof: z.array(Confirmation),
  /** As finished, identity never among it: the sealed box is left out. */
  form: IntakeForm,
});

export const QueueDetail = z.strictObject({
  item: QueueItem,
  revisions: z.array(RevisionView),
  timeline: z.array(TimelineEntry),
  /** What the center said against it, if it did. */
  refusal: ProblemDetails.nullable(),
  nextTryAt: EpochMs.nullable(),
  tries: z.number().int(),
  /** Lines of the script with their text under the version the call was taken, for the proof. */
  lines: z.array(z.strictObject({ id: z.string(), text: z.string(), must: z.boolean() })),
  hasSealedIdentity: z.boolean(),
});
export type QueueDetail = z.infer<typeof QueueDetail>;

export const ProblemView = z.strictObject({ step: StepId, field: z.string(), code: z.string() });

export const FinishOutcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('finished'),
    id: CallId,
    localNumber: z.string(),
    revision: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('incomplete'), problems: z.array(ProblemView) }),
]);
export type FinishOutcome = z.infer<typeof FinishOutcome>;

/** Why two calls may be about the same matter: each part of the score with the words that both have. */
export const ScorePart = z.strictObject({
  kind: z.enum(['target', 'place', 'matter', 'time']),
  /** Log-odds; below 0 it speaks against. */
  value: z.number(),
  words: z.array(z.string()),
});

/** A call of this seat that may be about the same matter. Says what a list says, and nothing of who called. */
export const RepeatCandidate = z.strictObject({
  callId: CallId,
  localNumber: z.string(),
  centerNumber: z.string().nullable(),
  startedAt: EpochMs,
  title: z.string(),
  place: z.string(),
  state: QueueState,
  score: z.number().min(0).max(1),
  verdict: z.enum(['likely', 'possible']),
  parts: z.array(ScorePart),
  /** As the agent settled it in the draft asked for. */
  decision: RepeatLink.shape.decision.nullable(),
});
export type RepeatCandidate = z.infer<typeof RepeatCandidate>;

export const RepeatsFound = z.strictObject({
  candidates: z.array(RepeatCandidate).max(5),
  /** How many reports of the seat were looked at. */
  searched: z.number().int(),
  /** False while older reports are still being read in. */
  isReady: z.boolean(),
  /** False where nothing could be looked at, or where a later question took this one's place. */
  isAvailable: z.boolean(),
});
export type RepeatsFound = z.infer<typeof RepeatsFound>;

const nothing = z.strictObject({});
const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) };

/** Who may ask: anybody at the PC, anybody signed in, or supervisors alone. Checked in the core, not the window. */
export type Access = 'anyone' | 'signed_in' | 'supervisor';

const request = <A extends Access, I extends z.ZodType, O extends z.ZodType>(
  access: A,
  input: I,
  output: O,
) => ({
  access,
  input,
  output,
});

/** The one contract between window and core: noun.verb -> who may, what goes in, what comes out. */
export const contract = {
  'app.state': request('anyone', nothing, AppState),
  'store.create': request('anyone', z.strictObject({ passphrase: z.string().max(200) }), StoreState),
  'store.unlock': request('anyone', z.strictObject({ passphrase: z.string().max(200) }), StoreState),
  'session.people': request('anyone', nothing, z.array(SessionPerson)),
  'session.signIn': request(
    'anyone',
    z.strictObject({ personId: PersonId, password: z.string().max(200) }),
    SessionPerson,
  ),
  'session.signOut': request('signed_in', nothing, nothing),
  'settings.save': request('anyone', Settings, Settings),
  'bundle.current': request('signed_in', nothing, Bundle),
  /** The bundle a draft was begun under, which it also finishes under. */
  'bundle.get': request('signed_in', z.strictObject({ version: z.string().max(40) }), Bundle),
  'call.start': request('signed_in', nothing, Draft),
  'call.finish': request(
    'signed_in',
    z.strictObject({ id: CallId, saveCount: z.number().int() }),
    FinishOutcome,
  ),
  /** Opens a finished record again as a draft of its next revision (R-12: the original stays). */
  'call.revise': request('signed_in', z.strictObject({ id: CallId, why: text(500).min(2) }), Draft),
  /** What the person who asks chose lately from each catalogue: codes, newest first. */
  'recents.list': request('signed_in', nothing, Recents),
  'draft.list': request('signed_in', nothing, z.array(Draft)),
  'draft.get': request('signed_in', z.strictObject({ id: CallId }), Draft),
  'draft.save': request(
    'signed_in',
    z.strictObject({
      id: CallId,
      saveCount: z.number().int().min(1),
      step: StepId,
      confirmations: z.array(Confirmation).max(500),
      form: IntakeForm,
      hungUpAt: EpochMs.nullable(),
    }),
    z.strictObject({ saveCount: z.number().int(), savedAt: EpochMs }),
  ),
  'queue.counts': request('signed_in', nothing, QueueCounts),
  'queue.list': request(
    'signed_in',
    z.strictObject({
      states: z.array(QueueState).max(8),
      /** Searches numbers, target, place and matter; never identity. */
      search: text(100),
      onlyUnreviewed: z.boolean(),
      ...page,
    }),
    z.strictObject({ items: z.array(QueueItem), total: z.number().int() }),
  ),
  'queue.detail': request('signed_in', z.strictObject({ id: CallId }), QueueDetail),
  'queue.retry': request('signed_in', z.strictObject({ id: CallId.nullable() }), SyncState),
  /** Calls that may be about the same matter as the open call `id`: its own fields, never its caller. */
  'repeats.find': request(
    'signed_in',
    z.strictObject({
      id: CallId,
      city: Address.shape.city,
      county: Address.shape.county,
      town: Address.shape.town,
      detail: Address.shape.detail,
      target: text(2000),
      types: Pollution.shape.types,
      description: Pollution.shape.description,
    }),
    RepeatsFound,
  ),
  'review.add': request(
    'supervisor',
    z.strictObject({ id: CallId, verdict: z.enum(['confirmed', 'returned']), remark: text(1000) }),
    QueueItem,
  ),
  'sync.state': request('anyone', nothing, SyncState),
} as const;

export type Contract = typeof contract;
export type RequestName = keyof Contract;
export type Input<N extends RequestName> = z.infer<Contract[N]['input']>;
export type Output<N extends RequestName> = z.infer<Contract[N]['output']>;

/** Topics of the only other message: "changed". Ids may be empty: then everything of the topic may have changed. */
export const Topic = z.enum(['app', 'drafts', 'queue', 'sync', 'bundle']);
export type Topic = z.infer<typeof Topic>;

/** Messages over the window's port to the core. */
export const FromWindow = z.strictObject({
  id: z.number().int(),
  name: z.string().max(60),
  input: z.unknown(),
});
export const ToWindow = z.union([
  z.strictObject({
    id: z.number().int(),
    answer: z.union([
      z.strictObject({ ok: z.literal(true), value: z.unknown() }),
      z.strictObject({ ok: z.literal(false), error: Failure }),
    ]),
  }),
  z.strictObject({ changed: Topic, ids: z.array(z.string()) }),
]);
export type FromWindow = z.infer<typeof FromWindow>;
export type ToWindow = z.infer<typeof ToWindow>;
