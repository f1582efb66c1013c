import { z } from 'zod';

/** What can be made to go wrong with one request. Test equipment: only there where the center was started for it. */
export const FaultRule = z.strictObject({
  kind: z.enum([
    /** The connection is cut without an answer. */
    'drop',
    /** An error status with a problem; `retryAfter` in seconds. */
    'status',
    /** A redirect (307) to `location`. */
    'redirect',
    /** A captive portal: 200 and a page in HTML. */
    'portal',
    /** 200, application/json, and bytes that are no JSON. */
    'garbage',
    /** The right answer, cut in half. */
    'truncated',
    /** Receipts whose signature does not hold. */
    'wrong_signature',
    /** Receipts truly signed, for other bodies. */
    'wrong_hash',
    /** Results and receipts truly signed, for other records. */
    'other_ids',
    /** Every record of the push is refused for `field` and `code`, as by a center with stricter rules; none is stored. */
    'refuse',
    /** Nothing but `delayMs`. */
    'delay',
  ]),
  /** Before the center did anything, or after its commit. Answers that are tampered with are always after. */
  when: z.enum(['before', 'after']).default('before'),
  on: z.enum(['any', 'health', 'bundle', 'push', 'query', 'changes', 'ledger', 'attach']).default('any'),
  /** How many requests it strikes before it is used up; left out: no end. */
  next: z.number().int().min(1).optional(),
  /** Of the requests it may strike. */
  probability: z.number().min(0).max(1).default(1),
  delayMs: z.number().int().min(0).max(600_000).default(0),
  status: z.number().int().min(400).max(599).default(503),
  retryAfter: z.number().int().min(0).max(99_999).default(1),
  field: z.string().max(200).default('report.pollution.description'),
  code: z.string().max(60).default('description_too_short'),
  location: z.string().max(500).default('http://127.0.0.1:9/'),
});
export type FaultRule = z.infer<typeof FaultRule>;

/** Rules in order; the first that strikes a request is the only one. The same seed draws the same faults. */
export const FaultPlan = z.strictObject({
  seed: z.number().int().default(1),
  rules: z.array(FaultRule).max(50),
});
export type FaultPlan = z.infer<typeof FaultPlan>;
export type FaultPlanInput = z.input<typeof FaultPlan>;

export type FaultTarget = Exclude<FaultRule['on'], 'any'>;

export interface FaultSwitch {
  /** Replaces the plan; counts start again. Throws for a plan that is none. */
  set(plan: FaultPlanInput): void;
  /** The fault that strikes this request, if any. */
  draw(target: FaultTarget): FaultRule | null;
  state(): { plan: FaultPlan; struck: number[]; requests: number };
}

export function createFaultSwitch(): FaultSwitch {
  let plan: FaultPlan = { seed: 1, rules: [] };
  let struck: number[] = [];
  let requests = 0;
  let random = randomFrom(1);
  return {
    set: (input) => {
      plan = FaultPlan.parse(input);
      struck = plan.rules.map(() => 0);
      requests = 0;
      random = randomFrom(plan.seed);
    },
    draw: (target) => {
      requests += 1;
      for (const [index, rule] of plan.rules.entries()) {
        const times = struck[index] ?? 0;
        if (rule.on !== 'any' && rule.on !== target) continue;
        if (rule.next !== undefined && times >= rule.next) continue;
        if (random() >= rule.probability) continue;
        struck[index] = times + 1;
        return rule;
      }
      return null;
    },
    state: () => ({ plan, struck: [...struck], requests }),
  };
}

/** mulberry32: small, seedable, good enough to draw faults. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
