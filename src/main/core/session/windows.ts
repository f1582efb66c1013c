import type { SessionPerson } from '../../../shared/ipc/contract';
import type { Caller } from './sessions';

/** The windows there are, and who is signed in at them. */
export class Windows {
  private count = 0;
  private readonly callers = new Set<Caller>();

  open(): Caller {
    const caller: Caller = { id: (this.count += 1), person: null };
    this.callers.add(caller);
    return caller;
  }

  close(caller: Caller): void {
    caller.person = null;
    this.callers.delete(caller);
  }

  /** Who is signed in at a window of which this holds. */
  people(isMeant: (caller: Caller) => boolean = () => true): SessionPerson[] {
    return [...this.callers].filter(isMeant).flatMap(({ person }) => person ?? []);
  }
}
