import { readyToLeave } from '../../../seat/before-leaving';
import { request } from '../../../seat/seat-client';

/** Locks at once, with the last key stroke in the store first. A save that fails keeps nobody from locking: it is told there. */
export async function lockNow(): Promise<void> {
  await readyToLeave().catch(() => undefined);
  await request('lock.now', {}).catch(() => undefined); // a core that is not there has nobody signed in when it is back
}
