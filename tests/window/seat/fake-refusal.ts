import type { ErrorCode, Failure } from '../../../src/shared/ipc/errors';

/** TEST ONLY: what a core throws for what it refuses. */
export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

export const refuse = (code: ErrorCode, params?: Failure['params']): never => {
  throw new Refused({ code, params });
};
