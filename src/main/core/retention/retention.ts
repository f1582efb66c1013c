import { SealedIdentity } from '../../../shared/call/record';
import type { SeatId } from '../../../shared/ids';
import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import {
  certificateName,
  certificatePaper,
  certificateText,
  RetentionCertificate,
  type DestroyedIdentity,
} from '../../../shared/retention/certificate';
import { standingOf, type RetentionStanding } from '../../../shared/retention/standing';
import type { CertificateHead, RetentionView } from '../../../shared/retention/view';
import type { AuditChain } from '../audit/chain';
import { sm3 } from '../audit/sm3';
import type { Bundles } from '../bundle/bundles';
import type { CenterClock } from '../clock/center-clock';
import type { Papers } from '../papers/papers';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { HeldBox, HeldCall, RetentionRepository } from '../store/repositories/seat/retention';
import type { Wiper } from '../store/wiper';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';
import { recordIn } from '../store/repositories/calls';
import { certificateIn, isAsCertified, sha256 } from './certified';

/** One transaction holds no more: while it runs, nobody's key is saved. */
export const MOST_AT_ONCE = 300;
/** A center not heard for longer proves no date. */
const HEARD_WITHIN_MS = 24 * 3_600_000;

export interface RetentionParts {
  retention: RetentionRepository;
  people: Pick<PersonRepository, 'names'>;
  bundles: Bundles;
  papers: Papers;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  centerClock: Pick<CenterClock, 'now' | 'offset'>;
  /** When the center was last heard, UTC ms of this PC; null: not since the start. */
  heardAt: () => number | null;
  /** Somebody at this seat asks the center for the identity of this call. */
  isIdentityAsked: (callId: string) => boolean;
  wiper: Pick<Wiper, 'request'>;
  announce: Announce;
  seatId: SeatId;
}

interface Judged {
  call: HeldCall;
  standing: RetentionStanding;
}

/**
 * 保管期限: what a seat keeps of reporters' sealed identities once the center has them, and the act by which a supervisor
 * destroys what has met its purpose. Calls, reports, receipts, cases and the audit stay; each act leaves a certificate.
 */
export class Retention {
  constructor(private readonly parts: RetentionParts) {}

  view(): RetentionView {
    const { retention, people, papers } = this.parts;
    const inForce = this.ruleInForce();
    const names = people.names();
    const judged = inForce.rule === null ? [] : this.judged();
    const held = inForce.rule === null ? retention.countHeld() : judged.length;
    const kept = new Map<RetentionView['kept'][number]['reason'], number>();
    let nextDueOn: string | null = null;
    for (const { standing } of judged) {
      if (standing.kind !== 'kept') continue;
      kept.set(standing.reason, (kept.get(standing.reason) ?? 0) + 1);
      if (standing.until !== null && (nextDueOn === null || standing.until < nextDueOn))
        nextDueOn = standing.until;
    }
    return {
      rule: inForce.rule && { ...inForce.rule, bundleVersion: inForce.version },
      held,
      due: judged.filter(({ standing }) => standing.kind === 'due').length,
      atOnce: MOST_AT_ONCE,
      kept: [...kept].map(([reason, calls]) => ({ reason, calls })),
      nextDueOn,
      certificates: retention.list().map(({ body }) => headOf(certificateIn(body), names)),
      savesPapers: papers.formats.length > 0,
    };
  }

  /**
   * Destroys the boxes that are due, at most `MOST_AT_ONCE` calls, in one transaction with certificate and audit row. `calls`:
   * how many the person was shown; throws `retention_changed` where it is others now.
   */
  destroy(person: SessionPerson, { calls }: Input<'retention.destroy'>): RetentionView {
    const { retention, writer, audit, clock, centerClock, seatId, announce, wiper } = this.parts;
    const { rule, version } = this.ruleInForce();
    const ids = writer.write(() => {
      const due = this.judged().flatMap(({ call, standing }) =>
        standing.kind === 'due' ? [{ callId: call.callId, endedOn: standing.endedOn }] : [],
      );
      if (rule === null || due.length === 0 || due.length !== calls) throw new Refusal('retention_changed');
      const number = retention.nextNumber();
      const taken = due
        .slice(0, MOST_AT_ONCE)
        .flatMap(({ callId, endedOn }) =>
          retention.boxesOf(callId).map((box) => ({ seq: box.seq, line: lineOf(box, endedOn) })),
        );
      const certificate: RetentionCertificate = RetentionCertificate.parse({
        schema: 1,
        name: certificateName(seatId, number),
        seatId,
        at: centerClock.now(),
        by: person.id,
        bundleVersion: version,
        rule,
        destroyed: taken.map(({ line }) => line),
      });
      const body = certificateText(certificate);
      const hash = sm3(body);
      const boxes = taken.map(({ seq, line: { callId, boxSha256 } }) => ({ seq, callId, boxSha256 }));
      retention.destroy(number, certificate, { body, sm3: hash }, boxes);
      audit.append({
        at: clock.now(),
        actor: person.id,
        act: 'identity_destroyed',
        subject: certificate.name,
        detail: hash,
      });
      if (!isAsCertified(retention, certificate))
        throw new Refusal('store_failed', { reason: 'not_destroyed' });
      return [...new Set(boxes.map(({ callId }) => callId))];
    });
    // What was overwritten is still in the log.
    wiper.request();
    announce('queue', ids);
    announce('care');
    return this.view();
  }

  /** The certificate as a paper, where the person says. */
  async save(
    person: SessionPerson,
    { name, format }: Input<'retention.save'>,
  ): Promise<Output<'retention.save'>> {
    const { retention, papers, people } = this.parts;
    const row = retention.find(name);
    if (row === undefined) throw new Refusal('not_found');
    const certificate = certificateIn(row.body);
    const by = people.names().get(certificate.by) ?? certificate.by;
    const paper = certificatePaper(certificate, by, row.sm3);
    const outcome = await papers.save(person, paper, format, `${paper.title} ${name}`, name);
    return { fileName: outcome.kind === 'saved' ? outcome.fileName : null };
  }

  private judged(): Judged[] {
    const { retention, isIdentityAsked } = this.parts;
    const { rule } = this.ruleInForce();
    const now = this.centerTime();
    return retention.held().map((call) => ({
      call,
      standing: standingOf({ ...call, isAsked: isIdentityAsked(call.callId) }, rule, now),
    }));
  }

  private ruleInForce() {
    const { version, retention: rule } = this.parts.bundles.inForce(this.parts.centerClock.now());
    return { version, rule };
  }

  /** null where the center was not heard lately: a PC's clock may have been set. */
  private centerTime(): number | null {
    const { clock, centerClock, heardAt } = this.parts;
    const heard = heardAt();
    const isHeard = heard !== null && Math.abs(clock.now() - heard) <= HEARD_WITHIN_MS;
    return isHeard && centerClock.offset() !== null ? centerClock.now() : null;
  }
}

/** What one box leaves in the certificate: its hash, and that of the text without it. */
function lineOf({ seq: _, body, ...box }: HeldBox, endedOn: string): DestroyedIdentity {
  const record = recordIn(body);
  const sealed = SealedIdentity.parse(record.disposition === 'report' ? record.sealedIdentity : null);
  const boxSha256 = sha256(sealed.box);
  // As the law in SQL does it; a box is base64, so its spelling in the text is its own.
  const left = body.replace(
    `"sealedIdentity":{"box":"${sealed.box}"`,
    () => `"sealedIdentity":{"box":"","destroyed":"${boxSha256}"`,
  );
  return { ...box, endedOn, boxSha256, leftSha256: sha256(left) };
}

function headOf(
  { name, at, by, destroyed }: RetentionCertificate,
  names: ReadonlyMap<string, string>,
): CertificateHead {
  const calls = new Set(destroyed.map(({ callId }) => callId)).size;
  return { name, at, by: names.get(by) ?? by, calls, boxes: destroyed.length };
}
