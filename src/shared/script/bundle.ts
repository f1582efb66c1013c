import { z } from 'zod';
import { REWARD_2016, RewardRules } from '../case/reward/rules';
import { ExtraArea, Landmark } from '../catalog/places';
import { Base64, EpochMs } from '../ids';
import { DeadlineRules } from '../lead/deadline';
import { text } from '../report/report';
import { RetentionRule } from '../retention/rule';
import { NO_RULES, Rules } from '../rules/rules';
import { STEPS, StepId } from './steps';
import { checkWording, HOTLINE_NAME, type WordingProblem } from './wording';

const Code = z.string().regex(/^[a-z0-9_]{2,40}$/);

/** One line of the script, verbatim. `must`: it has to be said and confirmed before the step is left. */
export const ScriptLine = z.strictObject({
  id: Code,
  text: text(600).min(2),
  must: z.boolean(),
  /** Said only on this path; left out: on every path that has the step. */
  only: z.enum(['report', 'consultation', 'out_of_scope', 'named', 'anonymous']).optional(),
});
export type ScriptLine = z.infer<typeof ScriptLine>;

export const Script = z.strictObject({
  version: z.string().min(1).max(40),
  steps: z
    .array(z.strictObject({ id: StepId, lines: z.array(ScriptLine).max(20) }))
    .refine((steps) => STEPS.every((id, index) => steps[index]?.id === id) && steps.length === STEPS.length, {
      error: 'script_steps_out_of_order',
    }),
});
export type Script = z.infer<typeof Script>;

const Named = z.strictObject({ code: Code, name: text(60).min(1) });

export const Referral = z.strictObject({
  id: Code,
  matter: text(200).min(1),
  department: text(60).min(1),
  phone: text(40),
  basis: text(200),
});
export type Referral = z.infer<typeof Referral>;

/** What the notice leaves open (domain Q-9): reasons for a transfer where the bundle names none. */
const TRANSFER_REASONS = [
  { id: 'emergency', name: '突发环境事件，需值班领导处置' },
  { id: 'language', name: '语言、听障需要协助' },
  { id: 'system_failure', name: '系统故障，无法登记' },
  { id: 'caller_asks', name: '来电人明确要求' },
];

/** A question that callers often put, with the answer the province gives: most calls are of this kind (domain §0.2). */
export const ConsultationTopic = z.strictObject({
  id: Code,
  label: text(30).min(1),
  matter: text(200).min(1),
  answer: text(1000).min(1),
});
export type ConsultationTopic = z.infer<typeof ConsultationTopic>;

/** 省级口径包: all that only the province decides. Signed; no seat, supervisor or installer can edit it. */
const BundleShape = z.strictObject({
  /** 2 adds what callers often ask, reasons of transfer, places and rules; a bundle of 1 has none of them. */
  schema: z.union([z.literal(1), z.literal(2)]),
  version: z.string().regex(/^\d{4}\.\d{1,3}$/),
  effectiveFrom: EpochMs,
  hotline: z.strictObject({ name: z.literal(HOTLINE_NAME), number: z.string().regex(/^\d{3,12}$/) }),
  script: Script,
  deadlines: DeadlineRules,
  catalogue: z.strictObject({
    pollutionTypes: z.array(z.strictObject({ code: Code, name: text(60).min(1), parent: z.string() })).min(1),
    industries: z.array(Named).min(1),
    referrals: z.array(Referral).min(1),
    consultations: z.array(ConsultationTopic).max(30).default([]),
    /** 转接 only for one of these. */
    transferReasons: z.array(z.strictObject({ id: Code, name: text(60).min(1) })).default(TRANSFER_REASONS),
    /** Zones that the statistics do not list, and names people use; by them an address is read and printed. */
    areas: z.array(ExtraArea).max(200).default([]),
    /** Well-known waters, roads and marks by which the address parser tells the county. */
    landmarks: z.array(Landmark).max(3000).default([]),
  }),
  /** What is proposed from a caller's words. */
  rules: Rules.default(NO_RULES),
  /** 奖励办法; null: none, and nobody is promised anything. */
  reward: RewardRules.nullable().default(REWARD_2016),
  /** 保管期限 of what a seat keeps of an identity; null: no term, everything is kept. */
  retention: RetentionRule.nullable().default(null),
});

/** Rules propose only what the form can take: codes and referrals of the same bundle's catalogue. */
export const Bundle = BundleShape.superRefine(({ rules, catalogue }, context) => {
  const know = (where: string, codes: readonly string[], known: readonly string[]) => {
    for (const code of codes) if (!known.includes(code)) context.addIssue(`rules: unknown ${where} ${code}`);
  };
  const types = catalogue.pollutionTypes.map(({ code }) => code);
  know('type', [...Object.keys(rules.typeBase), ...rules.kinds.map(({ code }) => code)], types);
  know(
    'industry',
    rules.industries.map(({ code }) => code),
    catalogue.industries.map(({ code }) => code),
  );
  know(
    'referral',
    [
      ...rules.scope.out.map(({ referral }) => referral),
      ...Object.values(rules.matters.concepts).flatMap(({ referral }) => referral ?? []),
    ],
    catalogue.referrals.map(({ id }) => id),
  );
});
export type Bundle = z.infer<typeof Bundle>;

/** A bundle as it travels: the canonical JSON text that was signed, and who signed it. */
export const SignedBundle = z.strictObject({
  keyId: z.string().min(1).max(80),
  /** canonicalJson(Bundle) */
  body: z.string().max(2_000_000),
  /** Ed25519 over the UTF-8 bytes of `body`. */
  signature: Base64,
});
export type SignedBundle = z.infer<typeof SignedBundle>;

export type BundleCheck =
  | { ok: true; bundle: Bundle }
  | { ok: false; reason: 'malformed'; issues: string[] }
  | { ok: false; reason: 'wording'; problems: WordingProblem[] }
  | { ok: false; reason: 'greeting_not_obliged' };

/**
 * The one door for a script or bundle, in the seat and in the center: shape, then wording of every line,
 * then that the greeting must be said. A correct signature does not replace it.
 */
export function checkBundle(value: unknown): BundleCheck {
  const parsed = Bundle.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return { ok: false, reason: 'malformed', issues };
  }
  const bundle = parsed.data;
  const places = bundle.catalogue.areas.flatMap((area) => [area.name, ...area.aliases]);
  const problems = [
    ...bundle.script.steps.flatMap((step) =>
      step.lines.flatMap((line) => checkWording(line, step.id === 'greeting', places)),
    ),
    // An answer is read out like a line, though it stands in a catalogue.
    ...bundle.catalogue.consultations.flatMap(({ id, answer }) =>
      checkWording({ id, text: answer }, false, places),
    ),
  ];
  if (problems.length > 0) return { ok: false, reason: 'wording', problems };
  const obliged = bundle.script.steps.some(
    (step) => step.id === 'greeting' && step.lines.some((line) => line.must && line.only === undefined),
  );
  return obliged ? { ok: true, bundle } : { ok: false, reason: 'greeting_not_obliged' };
}
