import type { ErrorCode, Failure } from '../../shared/ipc/errors';

/** An expected way for a request to end without its result. Carries words of the closed list, never content. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(code: ErrorCode, params?: Failure['params'], cause?: unknown) {
    super(code, { cause });
    this.name = 'Refusal';
    this.failure = params === undefined ? { code } : { code, params };
  }
}
