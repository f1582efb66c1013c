import type { Input, Output, RequestName } from '../../shared/ipc/contract';
import { request, SeatError } from './seat-client';

let waiting: (() => void)[] = [];

/**
 * Asks; where the seat is locked, again once it is open. What stands behind the lock keeps what it shows meanwhile, so that
 * nothing of a call in hand is taken apart and built anew.
 */
export async function askOnceOpen<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  for (;;) {
    try {
      return await request(name, input);
    } catch (error) {
      if (!(error instanceof SeatError) || error.code !== 'locked') throw error;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }
}

/** The lock is gone, or whoever was behind it. */
export function tellOpen(): void {
  const told = waiting;
  waiting = [];
  for (const go of told) go();
}
