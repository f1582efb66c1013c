import type { ActOf } from '../../../shared/case/act';
import type { Directory as DirectoryView } from '../../../shared/case/directory';
import { proposeHandling, refOf, refOfUnit, type Handling } from '../../../shared/case/referring/proposal';
import { assignmentRefusal, isBlocking, recusalsIn } from '../../../shared/case/referring/recusal';
import {
  FIELD_OF,
  neutralText,
  openFields,
  openHits,
  referralOf,
  referralTexts,
} from '../../../shared/case/referring/referral-of';
import { ReferralField } from '../../../shared/case/referral';
import { refusalOf, unitRefusal, type ActRefusal } from '../../../shared/case/rules';
import type {
  Input,
  KeptInReferral,
  ReferralInput,
  ReferralOutcome,
  ReferralPreview,
  SessionPerson,
} from '../../../shared/ipc/contract';
import { Refusal } from '../refusal';
import type { DirectoryRepository } from '../store/repositories/cases/directory';
import type { Cases, KnownCase } from './cases';
import { sourceOf, type SourceParts } from './source';

export interface ReferralParts extends SourceParts {
  cases: Cases;
  directory: DirectoryRepository;
}

/** 转办: made here from the record itself, whatever the window shows; single and bulk by the same judge. */
export class Referrals {
  constructor(private readonly parts: ReferralParts) {}

  /** What would go, what the linter has open in it, and who may take it. Changes nothing. */
  preview(person: SessionPerson, { callIds, kept }: Input<'case.previewReferral'>): ReferralPreview[] {
    const directory = this.parts.directory.list();
    return callIds.map((callId) => this.previewOf(person, this.parts.cases.get(callId), directory, kept));
  }

  /** Throws `act_refused` with the reason, `not_found` for what is not there; nothing is changed then. */
  refer(person: SessionPerson, input: ReferralInput): void {
    const judged = this.judge(person, input, this.parts.cases.get(input.callId), this.parts.directory.list());
    if (typeof judged === 'string') throw new Refusal('act_refused', { reason: judged });
    this.parts.cases.add(person, input.callId, judged);
  }

  /** Each by itself: what one is refused holds up no other. */
  referMany(person: SessionPerson, choices: readonly ReferralInput[]): ReferralOutcome[] {
    return choices.map((choice) => {
      try {
        this.refer(person, choice);
        return { callId: choice.callId, refusal: null };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, params } = error.failure;
        return { callId: choice.callId, refusal: String(params?.['reason'] ?? code) };
      }
    });
  }

  private judge(
    person: SessionPerson,
    input: ReferralInput,
    known: KnownCase,
    directory: DirectoryView,
  ): ActOf<'referred'> | ActRefusal {
    const unit = directory.units.find(({ id, isActive }) => id === input.unitId && isActive);
    const official = (id: string | null) => directory.officials.find((each) => each.id === id);
    const [head, handler] = [official(input.headId), official(input.handlerId)];
    const supervisedBy = official(input.supervisedById);
    if (unit === undefined || head === undefined || handler === undefined) return 'not_in_directory';
    if (input.supervisedById !== null && supervisedBy === undefined) return 'not_in_directory';
    const { source, matter } = this.sourceWith(known, input.kept);
    const own = assignmentRefusal(
      [refOf(head), refOf(handler)],
      matter,
      directory,
      input.decision,
      refOfUnit(unit),
    );
    const other = supervisedBy && assignmentRefusal([refOf(supervisedBy)], matter, directory, input.decision);
    const refused = own ?? other ?? null;
    if (refused !== null) return refused;
    const referral = referralOf(source, {
      unit: refOfUnit(unit),
      head: refOf(head),
      handler: refOf(handler),
      supervisedBy: supervisedBy === undefined ? null : refOf(supervisedBy),
      sentBy: person.name,
      neutral: input.neutral,
    });
    const recusal = { asked: input.asked, decision: input.decision };
    const act: ActOf<'referred'> = {
      kind: 'referred',
      referral,
      recusal,
      ...(source.kept.length > 0 && { kept: source.kept }),
    };
    // What it says of the case goes first: a case that is not to be referred needs no neutral words.
    const { state, facts } = known;
    const refusal = refusalOf(state, act, { facts, now: this.parts.centerClock.now() });
    if (refusal !== null) return refusal;
    return openFields(referral, source).length > 0 ? 'identity_open' : act;
  }

  private previewOf(
    person: SessionPerson,
    known: KnownCase,
    directory: DirectoryView,
    kept: readonly KeptInReferral[],
  ): ReferralPreview {
    const { record, state } = known;
    const { source, matter } = this.sourceWith(known, kept);
    const texts = referralTexts(record.report, source.bundle);
    const handling = proposeHandling(state, matter, directory);
    const { head, handler, unit } = handling ?? {};
    return {
      callId: record.id,
      localNumber: record.localNumber,
      target: texts.target,
      place: texts.place,
      texts: ReferralField.options.map((field) => ({
        field,
        was: texts[field],
        neutral: neutralText(field, texts[field], source),
        open: openHits(field, texts[field], source),
      })),
      proposal: unit ? { unitId: unit.id, headId: head?.id ?? null, handlerId: handler?.id ?? null } : null,
      units: directory.units.flatMap((each) => {
        const reason = unitRefusal(state, refOfUnit(each), 'may_be_city');
        return reason === null ? [] : [{ unitId: each.id, reason }];
      }),
      recusals: recusalsIn(directory, matter).map((hit) => ({ ...hit, isBlocking: isBlocking(hit) })),
      refusal: this.refusalAsProposed(person, known, directory, kept, handling),
    };
  }

  /** With the unit and persons proposed, the texts as they were written, and nobody's word for a name. */
  private refusalAsProposed(
    person: SessionPerson,
    known: KnownCase,
    directory: DirectoryView,
    kept: readonly KeptInReferral[],
    handling: Handling | null,
  ): ActRefusal | null {
    const { unit, head, handler } = handling ?? {};
    if (!unit || !head || !handler) return 'not_in_directory';
    const choice = {
      callId: known.record.id,
      unitId: unit.id,
      headId: head.id,
      handlerId: handler.id,
      supervisedById: null,
      neutral: [],
      kept: [...kept],
      asked: true as const,
      decision: '',
    };
    const judged = this.judge(person, choice, known, directory);
    return typeof judged === 'string' ? judged : null;
  }

  private sourceWith(known: KnownCase, kept: readonly KeptInReferral[]) {
    const { source, matter } = sourceOf(known, this.parts);
    const settled = kept.map(({ field, ...rest }) => ({ ...rest, field: FIELD_OF[field] }));
    return { source: { ...source, kept: settled }, matter };
  }
}
