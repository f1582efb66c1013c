import { z } from 'zod';
import { AttachmentId } from '../attachments/attachment';
import { Confirmation, Draft, IntakeForm } from '../call/form';
import { LedgerDate, LedgerDay, LedgerEntry, LedgerTerm, OpenCall } from '../call/ledger';
import { Recents } from '../catalog/recents';
import { CallId, EpochMs, PersonId } from '../ids';
import { LineTest } from '../network/line-test';
import {
  AuthorityView,
  MAX_PEM_CHARS,
  NetworkSettings,
  NetworkView,
  ProxyPassword,
} from '../network/settings';
import { DrillQuestion } from '../practice/drill';
import { PracticeKind, PracticeRun, PracticeState, ScoreView } from '../practice/messages';
import { ArrivalFilter, ArrivalProof } from '../queue/arrival';
import { QueueCounts, QueueState } from '../queue/state';
import { Address, Pollution, text } from '../report/report';
import { Bundle } from '../script/bundle';
import { StepId } from '../script/steps';
import { PhoneAccess, PhoneSettings } from '../telephony/event';
import {
  AttachmentOffset,
  AttachmentOutcome,
  AttachmentView,
  Bytes,
  MAX_OFFERED_BYTES,
  UploadId,
} from './attachment-views';
import { AppState, SessionPerson, Settings, StoreState, SyncState } from './app-state';
import { AmendmentDecision, AmendmentView, OpenAmendment } from './changes';
import { CarryState, ExportOutcome, ImportOutcome } from './carry';
import {
  FinishOutcome,
  LeadAlerts,
  MissedCall,
  PhoneState,
  QueueDetail,
  QueueItem,
  RepeatsFound,
} from './views';

export * from './app-state';
export * from './carry';
export * from './changes';
export * from './attachment-views';
export * from './port-messages';
export * from './views';

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
  /** A colleague's open call becomes this supervisor's to end; who answered stays, identity is sealed. */
  'call.takeOver': request('supervisor', z.strictObject({ id: CallId, why: text(500).min(2) }), Draft),
  /** 补录 of a call noted on paper. `answeredBy` and `phoneCallSeq` are a supervisor's to give. */
  'call.backEnter': request(
    'signed_in',
    z.strictObject({
      startedAt: EpochMs,
      why: text(200).min(2),
      answeredBy: PersonId.optional(),
      phoneCallSeq: z.number().int().min(1).optional(),
    }),
    Draft,
  ),
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
  /** Begins to hand a file over: bytes alone, no path and no name. One at a time for each person; a later one takes its place. */
  'attachment.begin': request(
    'signed_in',
    z.strictObject({ callId: CallId, size: z.number().int().min(0).max(MAX_OFFERED_BYTES) }),
    AttachmentOutcome,
  ),
  'attachment.piece': request(
    'signed_in',
    z.strictObject({ uploadId: UploadId, offset: AttachmentOffset, bytes: Bytes }),
    nothing,
  ),
  /** All pieces are there: judged by content, cleaned, kept. */
  'attachment.end': request('signed_in', z.strictObject({ uploadId: UploadId }), AttachmentOutcome),
  'attachment.list': request('signed_in', z.strictObject({ callId: CallId }), z.array(AttachmentView)),
  /** Out of a call in hand for good; of a finished one, out of its next revision (and in again). */
  'attachment.remove': request(
    'signed_in',
    z.strictObject({ id: AttachmentId, isRemoved: z.boolean() }),
    z.array(AttachmentView),
  ),
  /** A piece of it as it was cleaned, from this byte on; empty at the end. */
  'attachment.read': request(
    'signed_in',
    z.strictObject({ id: AttachmentId, offset: AttachmentOffset }),
    z.strictObject({ bytes: Bytes }),
  ),
  /** One that the center refused is sent again. */
  'attachment.retry': request('signed_in', z.strictObject({ id: AttachmentId }), z.array(AttachmentView)),
  'queue.counts': request('signed_in', nothing, QueueCounts),
  'queue.list': request(
    'signed_in',
    z.strictObject({
      states: z.array(QueueState).max(8),
      /** Searches numbers, target, place and matter; never identity. */
      search: text(100),
      onlyUnreviewed: z.boolean(),
      /** Only calls with a revision in this part of the equation of arrival. */
      arrival: ArrivalFilter.optional(),
      ...page,
    }),
    z.strictObject({ items: z.array(QueueItem), total: z.number().int() }),
  ),
  'queue.detail': request('signed_in', z.strictObject({ id: CallId }), QueueDetail),
  'queue.retry': request('signed_in', z.strictObject({ id: CallId.nullable() }), SyncState),
  /** Amendments of the center that wait for a person's decision. */
  'change.open': request('signed_in', nothing, z.array(OpenAmendment)),
  'change.view': request('signed_in', z.strictObject({ position: z.number().int().min(1) }), AmendmentView),
  /** Opens the revision that answers an amendment. */
  'change.decide': request('signed_in', AmendmentDecision, Draft),
  'carry.state': request('supervisor', nothing, CarryState),
  /** Asks where to, and writes what is owed (of the last days, or all) into a file for the center. Nothing leaves the queue. */
  'carry.export': request(
    'supervisor',
    z.strictObject({ days: z.number().int().min(1).max(366).nullable() }),
    ExportOutcome,
  ),
  /** Asks for the center's answer file and takes it in. */
  'carry.import': request('supervisor', nothing, ImportOutcome),
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
  'lead.alerts': request('signed_in', nothing, LeadAlerts),
  /** A supervisor has seen it: it stops calling. */
  'lead.acknowledge': request('supervisor', z.strictObject({ seq: z.number().int().min(1) }), LeadAlerts),
  /** 到达证明: figures of the whole seat, for everybody at it. */
  'arrival.proof': request('signed_in', z.strictObject({ withDays: z.boolean() }), ArrivalProof),
  'arrival.check': request('signed_in', nothing, ArrivalProof),
  /** Hands in again, under the same keys, what the center was found to lack. */
  'arrival.handIn': request('signed_in', nothing, ArrivalProof),
  'sync.state': request('anyone', nothing, SyncState),
  'ledger.day': request('signed_in', z.strictObject({ date: LedgerDate }), LedgerDay),
  'ledger.list': request(
    'signed_in',
    z.strictObject({ date: LedgerDate, term: LedgerTerm.nullable(), ...page }),
    z.strictObject({ entries: z.array(LedgerEntry), total: z.number().int() }),
  ),
  'ledger.openCalls': request('supervisor', nothing, z.array(OpenCall)),
  'ledger.signOff': request('supervisor', z.strictObject({ date: LedgerDate }), LedgerDay),
  'phone.state': request('signed_in', nothing, PhoneState),
  'phone.missed': request('supervisor', nothing, z.array(MissedCall)),
  'phone.explain': request(
    'supervisor',
    z.strictObject({ seq: z.number().int().min(1), why: text(500).min(5) }),
    z.array(MissedCall),
  ),
  'phone.settings': request('supervisor', nothing, PhoneAccess),
  'phone.configure': request(
    'supervisor',
    z.strictObject({ ...PhoneSettings.shape, renewsToken: z.boolean() }),
    PhoneAccess,
  ),
  'network.settings': request('supervisor', nothing, NetworkView),
  /** `password` null: as it is. */
  'network.configure': request(
    'supervisor',
    z.strictObject({ ...NetworkSettings.shape, password: ProxyPassword.nullable() }),
    NetworkView,
  ),
  /** What a file of certification authorities holds, before anybody trusts it. */
  'network.checkAuthorities': request(
    'supervisor',
    z.strictObject({ pem: z.string().max(MAX_PEM_CHARS) }),
    z.array(AuthorityView),
  ),
  'network.trustAuthorities': request(
    'supervisor',
    z.strictObject({ pem: z.string().max(MAX_PEM_CHARS).nullable() }),
    NetworkView,
  ),
  /** Begins the connection test, unless one runs. */
  'network.test': request('signed_in', nothing, LineTest),
  'network.report': request('signed_in', nothing, LineTest.nullable()),
  /** Refused while a real call is open. `isResumed`: go on with the call that was broken off. */
  'practice.begin': request(
    'signed_in',
    z.strictObject({ kind: PracticeKind, tellsAll: z.boolean(), isResumed: z.boolean() }),
    PracticeState,
  ),
  'practice.state': request('signed_in', nothing, PracticeState),
  'practice.nextCaller': request('signed_in', nothing, PracticeState),
  'practice.score': request('signed_in', z.strictObject({ id: CallId }), ScoreView),
  /** The person's own, latest first. */
  'practice.history': request('signed_in', nothing, z.array(PracticeRun).max(200)),
  /** Opens the seat again that the drill has ended. */
  'practice.reopen': request('signed_in', nothing, PracticeState),
  'practice.answer': request(
    'signed_in',
    z.strictObject({ question: DrillQuestion, choice: z.string().max(20) }),
    PracticeState,
  ),
  'practice.end': request('signed_in', nothing, nothing),
  /** A real caller is on the line: ends practice and begins the real call, in one. */
  'practice.takeRealCall': request('signed_in', nothing, Draft),
  'practice.wipe': request('signed_in', nothing, nothing),
} as const;

export type Contract = typeof contract;
export type RequestName = keyof Contract;
export type Input<N extends RequestName> = z.infer<Contract[N]['input']>;
export type Output<N extends RequestName> = z.infer<Contract[N]['output']>;
