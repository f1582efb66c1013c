import { addDays, shanghaiDate } from '../shanghai-time';
import type { ActKind, CaseAct } from './act';
import type { CaseFacts, CaseState } from './case';
import type { OfficialRef, UnitRef } from './official';
import { refusalOf, type ActRefusal } from './rules';

const NOBODY = '00000000-0000-7000-8000-000000000001' as OfficialRef['id'];
const SOMEBODY = '00000000-0000-7000-8000-000000000002' as OfficialRef['id'];
const WORDS = '……';

/**
 * Why no act of this kind can be done now, whatever a person would choose in it; null where some can. A window offers by it
 * what a case allows; what was chosen is judged by `refusalOf` again.
 */
export function refusalOfKind(
  kind: ActKind,
  state: CaseState,
  context: { facts: CaseFacts; now: number },
): ActRefusal | null {
  let reason: ActRefusal | null = null;
  for (const act of probesOf(kind, state, context)) {
    reason = refusalOf(state, act, context);
    if (reason === null) return null;
  }
  return reason;
}

/** The mildest acts of a kind: what a choice could make worse is chosen well. */
function probesOf(
  kind: ActKind,
  state: CaseState,
  { facts, now }: { facts: CaseFacts; now: number },
): CaseAct[] {
  const unit: UnitRef = { id: NOBODY as never, name: WORDS, level: 'city' };
  const head: OfficialRef = { id: NOBODY, name: WORDS, role: 'unit_head' };
  const handler: OfficialRef = { id: SOMEBODY, name: WORDS, role: 'handler' };
  const leader = { id: NOBODY, name: WORDS, role: 'head' as const };
  const checks = { isFirst: true, isClear: true, isPublished: false, isTimeBarred: false };
  const reward = {
    policy: facts.reward?.id ?? WORDS,
    grounds: WORDS,
    amount: null,
    breach: WORDS,
    materials: '',
  };
  const by = state.unit ?? unit;
  switch (kind) {
    case 'analysed':
      return [{ kind, grade: facts.grade, why: WORDS }];
    case 'signed':
      return [{ kind, leader, opinion: WORDS, signedAt: now, sheet: null }];
    case 'referred':
      return [
        { kind, referral: { unit, head, handler } as never, recusal: { asked: true, decision: WORDS } },
      ];
    case 'reassigned':
      return [{ kind, head, handler, why: WORDS }];
    case 'sent_back':
      return [{ kind, why: WORDS, evidence: WORDS }];
    case 'urged':
      return [{ kind, note: WORDS }];
    case 'spot_checked':
    case 'double_checked':
      return [{ kind, note: WORDS, evidence: WORDS }];
    case 'supervised':
      return [{ kind, note: WORDS, by: handler }];
    case 'raised':
      return [{ kind, unit, why: WORDS }];
    case 'led':
      return [{ kind, leader, note: WORDS }];
    case 'extended': {
      const until = addDays(state.dueDate, 1);
      return [{ kind, reason: 'other', why: WORDS, until, approver: leader, evidence: WORDS }];
    }
    case 'reported':
      return [{ kind, revision: 1, finding: 'true', leader, signedAt: now }];
    case 'replied':
      return (['platform', 'mail'] as const).map((channel) => ({ kind, channel, at: now, proof: WORDS }));
    case 'concluded':
      return [{ kind, note: WORDS }];
    case 'called_back': {
      const reached = { toldFindings: true, toldResult: true, satisfaction: 'satisfied' } as const;
      return [{ kind, by, at: now, outcome: { kind: 'reached', ...reached, note: WORDS } }];
    }
    case 'explained':
      return [{ kind, note: WORDS }];
    case 'reopened':
      return [{ kind, why: WORDS, dueDate: addDays(shanghaiDate(now), 3) }];
    case 'reward_assessed':
      return [true, false].map((isEligible) => ({ kind, isEligible, checks, ...reward }));
    case 'reward_submitted':
      return [{ kind, at: now, proof: WORDS }];
  }
}
