import '../zod-jitless';
import { z } from 'zod';
import { contract, type Input, type Output, type RequestName, Topic } from '../../shared/ipc/contract';
import { type ErrorCode, Failure } from '../../shared/ipc/errors';

/** A request that the core refused or that never reached it. `code` has a sentence and a way out in the locales. */
export class SeatError extends Error {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'SeatError';
    this.code = failure.code;
    this.params = failure.params ?? {};
  }
}

/** What a caught value means to a person: the core's own code, else an internal fault. */
export function failureOf(error: unknown): Failure {
  return error instanceof SeatError
    ? { code: error.code, params: { ...error.params } }
    : { code: 'internal' };
}

const Envelope = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: Failure }),
]);

const Changed = z.object({ changed: Topic, ids: z.array(z.string()) });
export type Changed = z.infer<typeof Changed>;

function bridge(): NonNullable<Window['seat']> {
  if (window.seat === undefined) throw new SeatError({ code: 'internal' });
  return window.seat;
}

/** Asks the core. Resolves with the answer checked against the contract; rejects with SeatError alone. */
export async function request<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const envelope = Envelope.safeParse(
    await bridge()
      .request(name, input)
      .catch(() => null),
  );
  if (!envelope.success) throw new SeatError({ code: 'internal' });
  if (!envelope.data.ok) throw new SeatError(envelope.data.error);
  const output: z.ZodType = contract[name].output;
  const value = output.safeParse(envelope.data.value);
  if (!value.success) throw new SeatError({ code: 'internal' });
  return value.data as Output<N>; // the schema of this very name has just passed
}

/** Listens to "changed: topic + ids"; returns how to stop. */
export function onChanged(listener: (message: Changed) => void): () => void {
  return bridge().onChanged((message) => {
    const parsed = Changed.safeParse(message);
    if (parsed.success) listener(parsed.data);
  });
}
