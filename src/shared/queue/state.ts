import { z } from 'zod';

/** Where a record stands with the center. Never merged with its stage (design §6). */
export const Delivery = z.enum(['owed', 'sending', 'unconfirmed', 'accepted', 'quarantined']);
export type Delivery = z.infer<typeof Delivery>;

/** Where a record stands with people. */
export const Stage = z.enum(['draft', 'finished', 'returned', 'reviewed']);
export type Stage = z.infer<typeof Stage>;

/** 草稿 · 待补正 · 待报送 · 报送中 · 结果待确认 · 已受理 · 已退回 · 隔离: what a list shows, a view over both axes. */
export const QueueState = z.enum([
  'draft',
  'incomplete',
  'waiting',
  'sending',
  'unconfirmed',
  'accepted',
  'returned',
  'quarantined',
]);
export type QueueState = z.infer<typeof QueueState>;

/**
 * The one state a person sees. What the center still lacks comes first: a return by the supervisor never hides that a
 * record is owed.
 */
export function queueState(
  item: { stage: 'draft'; hungUp: boolean } | { stage: Exclude<Stage, 'draft'>; delivery: Delivery },
): QueueState {
  if (item.stage === 'draft') return item.hungUp ? 'incomplete' : 'draft';
  switch (item.delivery) {
    case 'owed':
      return 'waiting';
    case 'sending':
    case 'unconfirmed':
    case 'quarantined':
      return item.delivery;
    case 'accepted':
      return item.stage === 'returned' ? 'returned' : 'accepted';
  }
}

export const QueueCounts = z.strictObject({
  all: z.number().int().min(0),
  byState: z.record(QueueState, z.number().int().min(0)),
});
export type QueueCounts = z.infer<typeof QueueCounts>;
