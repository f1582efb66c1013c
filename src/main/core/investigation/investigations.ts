import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonical-json';
import type { ActOf } from '../../../shared/case/act';
import { Leader, type OfficialRef } from '../../../shared/case/official';
import type { Referral } from '../../../shared/case/referral';
import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import {
  emptyInvestigation,
  nobodySigned,
  type Investigation,
  type Signer,
} from '../../../shared/investigation/investigation';
import { dateWords } from '../../../shared/investigation/paper';
import {
  hitsOf,
  signersOf,
  standingBack,
  type StandsBack,
} from '../../../shared/investigation/standing-back';
import { pointsOf } from '../../../shared/investigation/points';
import { problemsOfInvestigation, type InvestigationFacts } from '../../../shared/investigation/problems';
import type { InvestigationView, ReplyProof } from '../../../shared/investigation/views';
import { proposeNeutral } from '../../../shared/privacy/propose-neutral';
import { shanghaiDate } from '../../../shared/shanghai-time';
import type { AuditChain } from '../audit/chain';
import type { Cases, KnownCase } from '../cases/cases';
import { sourceOf, type SourceParts } from '../cases/source';
import type { CenterClock } from '../clock/center-clock';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { DirectoryRepository } from '../store/repositories/cases/directory';
import type { EvidenceRepository } from '../store/repositories/cases/evidence';
import type { InvestigationRepository } from '../store/repositories/cases/investigations';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface InvestigationParts extends SourceParts {
  cases: Cases;
  investigations: InvestigationRepository;
  evidence: EvidenceRepository;
  directory: DirectoryRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  centerClock: Pick<CenterClock, 'now' | 'offset'>;
  announce: Announce;
}

/** A case that was referred, with its report as it stands. */
export interface OpenInvestigation {
  known: KnownCase;
  referral: Referral;
  form: Investigation;
  saveCount: number;
  savedAt: number | null;
}

/** 调查报告 of a case: typed, kept as revisions, signed, sealed and answered on both ways (R-37 … R-41). */
export class Investigations {
  constructor(private readonly parts: InvestigationParts) {}

  list(query: Input<'investigation.list'>): Output<'investigation.list'> {
    return this.parts.investigations.list(query);
  }

  /** Throws `not_found` for a case that was never referred. */
  get(callId: string): InvestigationView {
    const { known, referral, form, saveCount, savedAt } = this.open(callId);
    const { investigations, evidence, centerClock } = this.parts;
    const { state, acts, record } = known;
    const signed = state.report;
    return {
      callId: record.id,
      localNumber: record.localNumber,
      centerNumber: investigations.centerNumberOf(callId),
      stage: state.stage,
      round: state.round,
      dueDate: state.dueDate,
      unit: state.unit,
      target: referral.target,
      place: referral.place,
      pollution: referral.pollution,
      pattern: referral.pattern,
      wish: referral.investigationWish,
      points: pointsOf(referral.pollution),
      occurrences: referral.occurrences,
      reportedAt: reportedAt(known),
      clockOffsetMs: centerClock.offset() ?? 0,
      form,
      saveCount,
      savedAt,
      revisions: investigations.revisions(callId),
      evidence: evidence.listOf(callId).map(({ callId: _, addedBy: __, ...view }) => view),
      standing: this.standing(known, form),
      signed: signed && {
        revision: signed.revision,
        finding: signed.finding,
        leader: signed.leader,
        signedAt: signed.signedAt,
      },
      seal: (signed && investigations.seal(callId, signed.revision)) ?? null,
      replies: repliesOf(known, acts),
    };
  }

  revision(callId: string, revision: number): Investigation {
    const found = this.parts.investigations.revision(callId, revision);
    if (found === undefined) throw new Refusal('not_found');
    return found;
  }

  /** What the report is held against now. */
  factsOf({
    known,
    referral,
    form,
  }: Pick<OpenInvestigation, 'known' | 'referral' | 'form'>): InvestigationFacts {
    return {
      points: pointsOf(referral.pollution),
      occurrences: referral.occurrences,
      reportedAt: reportedAt(known),
      now: this.parts.centerClock.now(),
      evidence: this.parts.evidence.listOf(known.record.id).map(({ id }) => id),
      standing: this.standing(known, form),
    };
  }

  /** A case with its report as it is typed, or, once signed, as it was signed. */
  open(callId: string): OpenInvestigation {
    const { cases, investigations } = this.parts;
    const known = cases.get(callId);
    const { state } = known;
    if (state.referral === null) throw new Refusal('not_found');
    const { referral } = state;
    const draft = investigations.find(callId, state.round);
    const signed = state.report && investigations.revision(callId, state.report.revision);
    const form = signed ?? draft?.form ?? this.begun(known, referral);
    return { known, referral, form, saveCount: draft?.saveCount ?? 0, savedAt: draft?.savedAt ?? null };
  }

  /** Keeps what is typed: it survives whatever happens to the window. Throws `act_refused` once the report is signed. */
  save(
    person: SessionPerson,
    { callId, saveCount, form }: Input<'investigation.save'>,
  ): Output<'investigation.save'> {
    const { round } = this.writable(callId);
    return this.parts.writer.write(() => this.saveWithin(person, { callId, round, saveCount, form }));
  }

  /** A revision of what is saved. Throws `not_found` where nothing was typed yet. */
  keep(person: SessionPerson, callId: string, why: string): InvestigationView {
    const { round } = this.writable(callId);
    const { writer, investigations } = this.parts;
    writer.write(() => {
      const draft = investigations.find(callId, round);
      if (draft === undefined) throw new Refusal('not_found');
      this.keepWithin(person, callId, round, draft.form, why);
    });
    return this.told(callId);
  }

  /** Takes fields of a document that came back, and keeps the outcome as a revision. */
  take(
    person: SessionPerson,
    callId: string,
    saveCount: number,
    form: Investigation,
    why: string,
  ): InvestigationView {
    const { round } = this.writable(callId);
    const { writer, audit, clock } = this.parts;
    writer.write(() => {
      this.saveWithin(person, { callId, round, saveCount, form });
      this.keepWithin(person, callId, round, form, why);
      audit.append({ at: clock.now(), actor: person.id, act: 'investigation_brought_back', subject: callId });
    });
    return this.told(callId);
  }

  /**
   * Head or deputy has signed: the revision and the act of the case are one transaction. Says what is lacking where
   * the report is not complete; throws `act_refused` for another signer, for one who has to stand back, or where the case
   * does not wait for a report.
   */
  sign(person: SessionPerson, input: Input<'investigation.sign'>): Output<'investigation.sign'> {
    const { callId, saveCount, leaderId, signedAt, asked, decision } = input;
    const { round } = this.writable(callId);
    const open = this.open(callId);
    const { form } = open;
    const facts = this.factsOf(open);
    const problems = problemsOfInvestigation(form, facts);
    if (problems.length > 0) return { kind: 'incomplete', problems };
    const { finding } = form;
    if (finding === null) throw new Error('A complete report has a finding');
    const leader = this.leader(leaderId);
    const signers = [...signersOf(form), { officialId: leader.id, name: leader.name }];
    const hits = signers.flatMap((signer) => hitsOf(signer, facts.standing));
    if (hits.some(({ isBlocking }) => isBlocking)) throw new Refusal('act_refused', { reason: 'recusal' });
    if (hits.length > 0 && decision.trim().length < 2)
      throw new Refusal('act_refused', { reason: 'recusal_undecided' });
    const recusal = { asked, decision: decision.trim() };
    const { writer, investigations, cases } = this.parts;
    writer.write(() => {
      const draft = investigations.find(callId, round);
      if (draft === undefined || draft.saveCount !== saveCount)
        throw new Refusal('outdated', { saveCount: draft?.saveCount ?? 0 });
      const revision = this.keepWithin(person, callId, round, form, 'signed');
      cases.addWithin(person, callId, { kind: 'reported', revision, finding, leader, signedAt, recusal });
    });
    return { kind: 'signed', view: this.told(callId) };
  }

  /** 盖章扫描件: which file it is, and what was seen on it. Throws `not_found` for a file of another case. */
  seal(person: SessionPerson, { callId, evidenceId, seal }: Input<'investigation.seal'>): InvestigationView {
    const { state } = this.parts.cases.get(callId);
    if (state.report === null || state.stage !== 'replying')
      throw new Refusal('act_refused', { reason: 'report_missing' });
    const { revision } = state.report;
    const { evidence, investigations, writer, audit, clock } = this.parts;
    const scan = evidence.find(evidenceId);
    if (scan?.callId !== callId) throw new Refusal('not_found');
    if (scan.type !== 'pdf' && scan.type !== 'jpeg')
      throw new Refusal('act_refused', { reason: 'not_a_scan' });
    writer.write(() => {
      const at = clock.now();
      investigations.addSeal({ callId, revision, evidenceId, seal, by: person.id, at });
      audit.append({ at, actor: person.id, act: 'investigation_sealed', subject: callId, detail: seal });
    });
    return this.told(callId);
  }

  /** One of the two replies. Throws `act_refused` before the sealed scan, and for a proof that serves the other. */
  reply(person: SessionPerson, { callId, at, proof }: Input<'investigation.reply'>): InvestigationView {
    const { cases, investigations } = this.parts;
    const known = cases.get(callId);
    const { report } = known.state;
    if (report === null) throw new Refusal('act_refused', { reason: 'report_missing' });
    if (investigations.seal(callId, report.revision) === undefined)
      throw new Refusal('act_refused', { reason: 'seal_missing' });
    if (at < report.signedAt) throw new Refusal('act_refused', { reason: 'reply_too_early' });
    const words = proofWords(proof);
    if (repliesOf(known, known.acts).some((reply) => reply.proof === words)) {
      throw new Refusal('act_refused', { reason: 'same_proof' });
    }
    const channel = proof.kind === 'platform' ? 'platform' : 'mail';
    cases.add(person, callId, { kind: 'replied', channel, at, proof: words });
    return this.told(callId);
  }

  /** Tells the windows, and the one that asked. */
  told(callId: string): InvestigationView {
    this.parts.announce('cases', [callId]);
    return this.get(callId);
  }

  private saveWithin(
    person: SessionPerson,
    draft: { callId: string; round: number; saveCount: number; form: Investigation },
  ): Output<'investigation.save'> {
    const { investigations, clock } = this.parts;
    const before = investigations.find(draft.callId, draft.round);
    this.refuseOutdated(person, before, draft.saveCount);
    const saveCount = (before?.saveCount ?? 0) + 1;
    const savedAt = clock.now();
    investigations.save({ ...draft, saveCount, savedBy: person.id, savedAt });
    return { saveCount, savedAt };
  }

  private keepWithin(
    person: SessionPerson,
    callId: string,
    round: number,
    form: Investigation,
    why: string,
  ): number {
    const { investigations, audit, clock } = this.parts;
    const body = canonicalJson(form);
    const sha256 = createHash('sha256').update(body, 'utf8').digest('hex');
    const last = investigations.revisions(callId).at(-1);
    // What was kept a moment ago is what is signed now.
    if (last?.sha256 === sha256 && last.round === round) return last.revision;
    const revision = (last?.revision ?? 0) + 1;
    const at = clock.now();
    investigations.addRevision({ callId, revision, round, body, sha256, why, by: person.id, at });
    audit.append({ at, actor: person.id, act: 'investigation_kept', subject: callId, detail: revision });
    return revision;
  }

  private writable(callId: string): { round: number } {
    const { stage, round } = this.parts.cases.get(callId).state;
    if (stage === 'handling') return { round };
    throw new Refusal('act_refused', { reason: stage === 'new' ? 'not_referred' : 'report_signed' });
  }

  /** Two people may have it open: whoever did not see the other's save does not write over it. */
  private refuseOutdated(
    person: SessionPerson,
    before: { saveCount: number; savedBy: string } | undefined,
    saveCount: number,
  ): void {
    const known = before?.saveCount ?? 0;
    // A person's own answer may have been lost on its way: their text goes on.
    const isOwn = before?.savedBy === person.id && saveCount < known;
    if (saveCount !== known && !isOwn) throw new Refusal('outdated', { saveCount: known });
  }

  private standing(known: KnownCase, form: Investigation): StandsBack[] {
    return standingBack(form, sourceOf(known, this.parts).matter, this.parts.directory.list());
  }

  private leader(id: string): Leader {
    const official = this.parts.directory.list().officials.find((each) => each.id === id && each.isActive);
    if (official === undefined) throw new Refusal('not_found');
    const leader = Leader.safeParse({ id: official.id, name: official.name, role: official.role });
    if (!leader.success) throw new Refusal('act_refused', { reason: 'wrong_role' });
    return leader.data;
  }

  /** A report nobody has typed in: what the referral says, and, in a second round, what is known of the party. */
  private begun(known: KnownCase, referral: Referral): Investigation {
    const { investigations } = this.parts;
    const { state, record } = known;
    const empty = emptyInvestigation(pointsOf(referral.pollution));
    const before = state.round > 1 ? investigations.find(record.id, state.round - 1)?.form : undefined;
    const accepted = dateWords(shanghaiDate(reportedAt(known)));
    const number = referral.centerNumber ?? referral.localNumber;
    return {
      ...empty,
      source: {
        origin: `${accepted}，河南省12369生态环境举报热线受理该举报件（编号：${number}），转${referral.unit.name}办理。`,
        matters: neutral(referral.pollution).slice(0, 8000),
      },
      enterprise: before?.enterprise ?? {
        ...empty.enterprise,
        name: neutral(referral.target).slice(0, 200),
        address: neutral(referral.place).slice(0, 500),
      },
      signature: {
        ...empty.signature,
        reviewer: this.signer(state.head),
        lead: this.signer(state.handler),
        unit: referral.unit.name,
      },
    };
  }

  private signer(official: OfficialRef | null): Signer {
    if (official === null) return nobodySigned();
    const found = this.parts.directory.list().officials.find(({ id }) => id === official.id);
    return { officialId: official.id, name: official.name, phone: found?.phone ?? '' };
  }
}

const neutral = (text: string) => proposeNeutral(text).text;

function reportedAt({ record }: KnownCase): number {
  return record.startedAt + (record.clockOffsetMs ?? 0);
}

/** Of this round: after the report that was signed in it. */
function repliesOf({ state }: KnownCase, acts: KnownCase['acts']): InvestigationView['replies'] {
  if (state.report === null) return [];
  const from = acts.findLastIndex(({ act }) => act.kind === 'reported');
  return acts
    .slice(from + 1)
    .map(({ act }) => act)
    .filter((act): act is ActOf<'replied'> => act.kind === 'replied')
    .map(({ channel, at, proof }) => ({ channel, at, proof }));
}

function proofWords(proof: ReplyProof): string {
  switch (proof.kind) {
    case 'platform':
      return proof.receipt;
    case 'message_id':
      return proof.id;
    case 'mail_by_hand':
      return proof.note;
  }
}
