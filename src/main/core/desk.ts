import type { Enrolment } from '../../shared/center-api/enrolment';
import type { Draft } from '../../shared/call/form';
import type { SessionPerson, SyncState } from '../../shared/ipc/contract';
import { Arrival } from './arrival/arrival';
import { CenterComparison } from './arrival/comparison';
import { holdSums } from './arrival/held-sums';
import { Attachments } from './attachments/attachments';
import { Anchoring } from './audit/anchoring';
import { AuditChain } from './audit/chain';
import { Bundles } from './bundle/bundles';
import { BackEntries } from './calls/back-entries';
import { Calls } from './calls/calls';
import { CenterClock } from './clock/center-clock';
import type { DeskParts } from './desk-parts';
import { Drafts } from './calls/drafts';
import { Takeovers } from './calls/takeovers';
import { Carriages } from './carry/carriages';
import { Amendments } from './changes/amendments';
import { ChangeLog } from './changes/change-log';
import { Identities } from './identity/identities';
import { CenterKeys } from './keys/center-keys';
import { LeadAlerts } from './leads/lead-alerts';
import { Ledger } from './ledger/ledger';
import { Queue } from './queue/queue';
import { Region } from './region/region';
import { Repeats } from './repeats/repeats';
import { Reviews } from './review/reviews';
import { Roster } from './session/roster';
import { createOnlineCheck } from './session/online-check';
import { Sessions } from './session/sessions';
import { noteDerived } from './search/derived';
import type { Store } from './store/store';
import { Wiper } from './store/wiper';
import { createSyncEngine } from './sync/engine/engine';
import type { SyncEngine } from './sync/ports';
import { syncLog } from './sync/sync-log';
import type { Uploader } from './sync/uploads/ports';
import { createUploader } from './sync/uploads/uploader';
import { Telephony } from './telephony/telephony';
import { IdentitySealer } from './vault/sealing';
import { Workbench } from './workbench';
import { seatKeyOf } from './vault/seat-key';

const STOP_SYNC_MS = 2_000;
/** A unit's code begins with its city's. */
const CITY_DIGITS = 4;

type ReceiptProof = CenterKeys['isReceipt'];

/** Everything that works on an open, enrolled store: the use cases and the sync engine, wired together. */
export class Desk {
  readonly store: Store;
  readonly seat: Enrolment['seat'];
  readonly keys: CenterKeys;
  readonly roster: Roster;
  readonly sessions: Sessions;
  readonly identities: Identities;
  readonly bundles: Bundles;
  readonly drafts: Drafts;
  readonly calls: Calls;
  readonly takeovers: Takeovers;
  readonly backEntries: BackEntries;
  readonly ledger: Ledger;
  readonly telephony: Telephony;
  readonly queue: Queue;
  readonly amendments: Amendments;
  readonly reviews: Reviews;
  readonly workbench: Workbench;
  readonly leads: LeadAlerts;
  readonly repeats: Repeats;
  readonly region: Region;
  readonly arrival: Arrival;
  readonly carriages: Carriages;
  readonly sync: SyncEngine;
  private readonly comparison: CenterComparison | undefined;
  readonly attachments: Attachments;
  /** None where nothing goes out from here. */
  readonly uploader: Uploader | null;
  private readonly wiper: Wiper;
  private readonly stopNoting: () => void;
  private readonly sealer: IdentitySealer;
  readonly centerClock: CenterClock;
  /** The contact that the center's clock was last told of. */
  private heardAt: number | null = null;

  constructor(private readonly parts: DeskParts) {
    const { store, enrolment, reader, clock, timer, announce } = parts;
    const audit = new AuditChain(store.audit);
    const base = { store, writer: store, audit, clock, announce };
    const { seat } = enrolment;
    this.store = store;
    this.seat = seat;
    const { meta: facts, audit: rows } = store;
    const { sinceBoot } = parts;
    this.centerClock = new CenterClock({ ...base, sinceBoot, timer, meta: facts, rows, seatId: seat.id });
    this.wiper = new Wiper(store, timer);
    if (store.owesWipe) this.wiper.request();
    const keys = new CenterKeys(parts, audit);
    this.keys = keys;
    this.sealer = new IdentitySealer(keys.inForce('sealing'));
    keys.onRolled(() => this.sealer.use(keys.inForce('sealing')));
    this.bundles = new Bundles(store.bundles, store, audit, keys, announce);
    this.roster = new Roster({
      ...base,
      people: store.people,
      seatId: seat.id,
      isSigned: keys.isSaidNow,
      now: () => this.centerClock.now(),
    });
    this.sessions = new Sessions({
      ...base,
      people: store.people,
      drafts: store.drafts,
      roster: this.roster,
      passwords: store.meta,
      online:
        parts.center.people &&
        createOnlineCheck({
          center: parts.center.people,
          roster: this.roster,
          isDown: () => this.sync.state().link === 'offline',
          clock,
        }),
    });
    this.identities = new Identities({
      ...base,
      seatId: seat.id,
      key: () => seatKeyOf(store, clock.now()),
      calls: store.calls,
      changes: store.changes,
      center: parts.center.people,
      timer,
      onShown: parts.onShown ?? (() => undefined),
    });
    this.leads = new LeadAlerts({ ...base, alerts: store.leadAlerts, people: store.people });
    const draftParts = {
      ...base,
      leads: this.leads,
      seatId: seat.id,
      drafts: store.drafts,
      bundles: this.bundles,
      sealer: this.sealer,
      centerClock: this.centerClock,
      wiper: this.wiper,
      watch: {
        saved: (draft: Draft) => this.telephony.saved(draft),
        left: (id: string) => this.telephony.left(id),
      },
    };
    this.drafts = new Drafts(draftParts);
    const ownDrafts = this.drafts;
    const { phoneCalls } = store;
    this.takeovers = new Takeovers({ ...draftParts, ownDrafts });
    this.backEntries = new BackEntries({ ...draftParts, ownDrafts, phoneCalls, people: store.people });
    this.ledger = new Ledger({
      ...base,
      days: store.days,
      signOffs: store.signOffs,
      phoneCalls,
      people: store.people,
    });
    this.telephony = new Telephony({
      ...base,
      timer,
      drafts: store.drafts,
      ownDrafts,
      phoneCalls,
      meta: store.meta,
      signedIn: parts.signedIn,
      onSwitched: parts.onPhone,
    });
    this.calls = new Calls({
      ...draftParts,
      ownDrafts,
      calls: store.calls,
      attachments: store.attachments,
      recents: store.recents,
      repeats: store.repeats,
      facts: store.facts,
      onIndexed: (rows) => {
        reader.hear(rows);
        announce('statistics');
      },
      unitCode: seat.unitCode,
      numberOf: (id) => store.people.numberOf(id),
      // After the answer: the agent waits for the disk once, not for the claim as well.
      wakeSync: () => setImmediate(() => this.sync.wake('work')),
    });
    const { changes, calls } = store;
    this.amendments = new Amendments({
      ...base,
      changes,
      calls,
      people: store.people,
      ownCalls: this.calls,
      ownDrafts,
    });
    const { bundles, amendments } = this;
    this.queue = new Queue({ ...store, queue: store.queue, bundles, amendments });
    const { clean, office, dialogs } = parts;
    this.workbench = new Workbench({
      ...base,
      centerClock: this.centerClock,
      reader,
      bundles,
      amendments,
      clean,
      office,
      dialogs,
      seatId: seat.id,
      unitCode: seat.unitCode,
      heardAt: () => this.sync.state().lastContactAt,
      wiper: this.wiper,
      isIdentityAsked: (id) => this.identities.isAsked(id),
    });
    const { cases } = this.workbench;
    this.reviews = new Reviews({
      ...base,
      calls: store.calls,
      reviews: store.reviews,
      cases,
      queue: this.queue,
    });
    this.repeats = new Repeats({
      drafts: this.drafts,
      reader,
      homeCity: seat.unitCode.slice(0, CITY_DIGITS),
    });
    this.stopNoting = noteDerived(store, reader, clock, timer);
    const { isSigned, isReceipt: isTrusted } = keys;
    void holdSums(parts);
    const changeLog = new ChangeLog({ ...base, seatId: seat.id, changes, calls, isSigned });
    this.carriages = new Carriages({
      ...base,
      seatId: seat.id,
      token: enrolment.token,
      keys,
      carriages: store.carriages,
      outbox: store.outbox,
      people: store.people,
      bundles: this.bundles,
      changes: changeLog,
      isTrusted,
      dialogs: parts.dialogs,
      onReceived: () => {
        this.comparison?.hasNews();
        this.uploader?.wake('work');
      },
    });
    this.comparison = parts.comparesWithCenter ? this.createComparison(audit, isTrusted) : undefined;
    const anchoring = new Anchoring({
      ...base,
      seatId: seat.id,
      anchors: store.anchors,
      rows,
      isSigned,
      log: parts.log,
    });
    const { centerClock } = this;
    this.region = new Region({ ...base, seat, meta: store.meta, centerClock, sync: () => this.sync });
    this.sync = this.createSync(changeLog, isTrusted, anchoring);
    this.arrival = new Arrival({
      ...base,
      arrival: store.arrival,
      centerCounts: store.centerCounts,
      outbox: store.outbox,
      comparison: this.comparison,
      wakeSync: (why) => this.sync.wake(why),
    });
    this.uploader = this.createUploader();
    this.attachments = new Attachments({
      ...base,
      attachments: store.attachments,
      uploads: store.uploads,
      drafts: store.drafts,
      calls: store.calls,
      clean: parts.clean,
      sentOf: (id) => this.uploader?.sentOf(id) ?? 0,
      wakeUploads: (why) => this.uploader?.wake(why),
    });
    void this.attachments.sweep();
  }

  private createComparison(audit: AuditChain, isTrusted: ReceiptProof): CenterComparison {
    const { store, enrolment, center, clock, log } = this.parts;
    const { arrival, centerCounts } = store;
    return new CenterComparison({
      seatId: enrolment.seat.id,
      arrival,
      counts: centerCounts,
      center,
      isTrusted,
      mayBeCarried: () => this.carriages.mayHoldOwed(),
      writer: store,
      audit,
      clock,
      log: syncLog(log),
    });
  }

  private createSync(changes: ChangeLog, isTrusted: ReceiptProof, anchoring: Anchoring): SyncEngine {
    const { store, center, clock, timer, random, announce, log } = this.parts;
    return createSyncEngine({
      outbox: store.outbox,
      center,
      bundles: this.bundles,
      changes,
      keys: this.keys.follower,
      people: this.roster,
      region: this.parts.comparesWithCenter ? this.region : undefined,
      comparison: this.comparison,
      onAnchor: (anchor) => anchoring.take(anchor),
      isTrusted,
      clock,
      timer,
      random,
      onChange: (ids) => {
        this.noteOffset();
        if (ids.length > 0) announce('queue', ids);
        announce('sync');
        // A record that was received lets its attachments go.
        this.uploader?.wake('work');
      },
      log: syncLog(log),
    });
  }

  private createUploader(): Uploader | null {
    const { store, center, clock, timer, random, announce, log } = this.parts;
    if (center.uploads === undefined) return null;
    return createUploader({
      outbox: store.uploads,
      center: center.uploads,
      isTrusted: this.keys.isAttachmentReceipt,
      clock,
      timer,
      random,
      onChange: (recordId) => announce('attachments', [recordId]),
      log: syncLog(log),
    });
  }

  /** Begins to bring over what is owed: records, and then what belongs to them. */
  startSync(): void {
    this.sync.start();
    this.uploader?.start();
  }

  syncState(): SyncState {
    const clockJumpMs = this.centerClock.jumped();
    const owedAttachments = this.parts.store.uploads.summary().owed;
    const bundleRefusal = this.bundles.refusal();
    const keysRefusal = this.keys.refusal();
    const clockOffsetMs = this.centerClock.offset();
    return { ...this.sync.state(), owedAttachments, clockOffsetMs, clockJumpMs, bundleRefusal, keysRefusal };
  }

  /** 立即重试: one record the person may see (a quarantined one included), or all that is owed. */
  retry(person: SessionPerson, id: string | null): SyncState {
    if (id !== null) this.queue.item(person, id);
    this.parts.store.outbox.makeDue(id, this.parts.clock.now());
    this.parts.announce('queue', id === null ? [] : [id]);
    this.sync.wake('person');
    return this.syncState();
  }

  /** Each contact tells the center's clock, once. */
  private noteOffset(): void {
    const { clockOffsetMs, lastContactAt } = this.sync.state();
    if (clockOffsetMs === null || lastContactAt === this.heardAt) return;
    this.heardAt = lastContactAt;
    this.centerClock.met(clockOffsetMs);
  }

  async stop(): Promise<void> {
    this.sealer.stop();
    this.keys.follower.stop();
    this.centerClock.stop();
    this.identities.stop();
    await this.telephony.stop();
    this.stopNoting();
    await Promise.all([this.sync.stop(STOP_SYNC_MS), this.uploader?.stop(STOP_SYNC_MS)]);
    this.wiper.stop();
  }
}
