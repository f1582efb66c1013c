import type { RequestName } from '../ipc/contract';

/**
 * All that a locked window may ask; whatever is not here is refused by the core. The door itself; and what was typed or
 * sent in the moment of the lock, which comes to its end: none of it answers with anything that was said in a call.
 */
export const WHILE_LOCKED: readonly RequestName[] = [
  'app.state',
  'sync.state',
  'session.people',
  'lock.state',
  'lock.now',
  'lock.open',
  'lock.handOver',
  // An alarm is never muted; what it says is not shown.
  'lead.alerts',
  'draft.save',
  'call.finish',
  'investigation.save',
  'attachment.piece',
  'attachment.end',
  'evidence.piece',
  'evidence.end',
];
