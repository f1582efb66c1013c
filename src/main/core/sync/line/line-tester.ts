import {
  LINE_STEPS,
  type LineStep,
  type LineStepState,
  type LineTest,
  type StepCause,
  type StepFact,
} from '../../../../shared/network/line-test';
import { WRONG_CLOCK_MS } from '../../../../shared/network/clock';
import { readBundle, type SignatureCheck } from '../../bundle/bundles';
import type { Announce } from '../../ports';
import { classifyBundle, classifyHealth, type LinkFailure } from '../center/classify';
import { clockOffset } from '../engine/link';
import type { CenterClient, Clock } from '../ports';
import { targetAt } from './agents';
import { dial } from './dial';
import { LineFailure } from './failure';
import type { DialStep, Line } from './ports';

const DIAL_STEPS: readonly LineStep[] = ['name', 'tcp', 'tunnel', 'tls'] satisfies DialStep[];
/** The middle of so many round trips is the one that is told. */
const ROUND_TRIPS = 3;

export interface LineTesterParts {
  line: Line;
  centerUrl: string;
  /** A client of its own: what is kept open by the sync engine would prove nothing. */
  connect: () => CenterClient;
  isSigned: SignatureCheck;
  clock: Clock;
  announce: Announce;
  seatId: string;
  version: string;
}

/** A step that failed and ends the test. */
class StepFailed extends Error {
  constructor(
    readonly why: StepCause,
    readonly step: LineStep,
    readonly facts: StepFact[] = [],
  ) {
    super(why);
  }
}

/**
 * The connection test: goes the way that every request goes, step by step, and says where it ended and how long each step
 * took. One at a time; it sends nothing but a health question and one for the bundle, and touches no record.
 */
export class LineTester {
  private test: LineTest | null = null;
  private running: Promise<void> = Promise.resolve();
  private readonly stopped = new AbortController();

  constructor(private readonly parts: LineTesterParts) {}

  /** The last test or the one that runs; null before the first. */
  report(): LineTest | null {
    return this.test;
  }

  /** Begins a test, unless one runs; returns it as it stands. */
  start(): LineTest {
    if (this.test?.isRunning) return this.test;
    const { clock, seatId, version } = this.parts;
    const steps = LINE_STEPS.map((step): LineStepState => ({ step, ...WAITING }));
    const test: LineTest = { isRunning: true, startedAt: clock.now(), version, seatId, steps };
    this.test = test;
    this.running = new Run(test, this.parts, this.stopped.signal).all();
    return test;
  }

  /** The test that runs, or a new one, once it is through. */
  async finished(): Promise<LineTest> {
    const test = this.start();
    await this.running;
    return test;
  }

  stop(): void {
    this.stopped.abort();
  }
}

const WAITING = { state: 'waiting', ms: null, cause: null, facts: [] } satisfies Omit<LineStepState, 'step'>;

class Run {
  private since = 0;

  constructor(
    private readonly test: LineTest,
    private readonly parts: LineTesterParts,
    private readonly signal: AbortSignal,
  ) {}

  /** Never rejects. */
  async all(): Promise<void> {
    const client = this.parts.connect();
    try {
      await this.dial();
      await this.ask(client);
    } catch (error) {
      if (error instanceof StepFailed) this.fail(error.step, error.why, error.facts);
      else this.fail(this.test.steps.find(({ state }) => state === 'running')?.step ?? 'name', 'unreachable');
    } finally {
      client.close();
      for (const step of this.test.steps) {
        if (step.state === 'waiting' || step.state === 'running') step.state = 'not_reached';
      }
      this.test.isRunning = false;
      this.parts.announce('network');
    }
  }

  private async dial(): Promise<void> {
    const { line, centerUrl } = this.parts;
    const target = targetAt(centerUrl);
    try {
      const socket = await dial(line, target, {
        began: (step) => {
          // The next way of the list begins from the start.
          if (step === 'name') for (const each of DIAL_STEPS) Object.assign(this.at(each), WAITING);
          this.begin(step);
        },
        passed: (step, facts) => this.pass(step, facts),
      });
      socket.destroy();
    } catch (error) {
      if (error instanceof LineFailure) throw new StepFailed(error.why, error.step, error.facts);
      throw error;
    }
    for (const step of DIAL_STEPS) {
      if (this.at(step).state === 'waiting') this.at(step).state = 'not_needed';
    }
  }

  private async ask(client: CenterClient): Promise<void> {
    const { clock, isSigned } = this.parts;
    this.begin('health');
    const health = this.answered('health', classifyHealth(await client.health(this.signal), clock.now()));
    const roundTripMs = clock.monotonic() - this.since;
    const receivedAt = clock.now();
    this.pass('health', [{ what: 'center_time', value: health.centerTime }]);

    this.begin('token');
    const bundle = this.answered(
      'token',
      classifyBundle(await client.bundle(null, this.signal), null, clock.now()),
    );
    this.pass('token', []);

    this.begin('clock');
    const offsetMs = clockOffset({ centerTime: health.centerTime, receivedAt, roundTripMs });
    const facts: StepFact[] = offsetMs === null ? [] : [{ what: 'offset_ms', value: offsetMs }];
    if (Math.abs(offsetMs ?? 0) > WRONG_CLOCK_MS) this.fail('clock', 'clock_off', facts);
    else this.pass('clock', facts);

    this.begin('bundle');
    if (bundle.kind === 'offered') {
      const { body, keyId, signature } = bundle.bundle;
      const check = readBundle(body);
      if (!isSigned(body, keyId, signature)) this.fail('bundle', 'bundle_unsigned');
      else if (!check.ok) this.fail('bundle', 'bundle_refused');
      else this.pass('bundle', [{ what: 'bundle_version', value: check.bundle.version }]);
    } else this.pass('bundle', []);

    this.begin('round_trip');
    const trips: number[] = [];
    while (trips.length < ROUND_TRIPS) {
      const before = clock.monotonic();
      this.answered('round_trip', classifyHealth(await client.health(this.signal), clock.now()));
      trips.push(clock.monotonic() - before);
    }
    const middle = trips.sort((a, b) => a - b)[Math.floor(ROUND_TRIPS / 2)] ?? 0;
    this.pass('round_trip', [{ what: 'milliseconds', value: Math.round(middle) }]);
  }

  private answered<T extends { kind: string }>(
    step: LineStep,
    outcome: T | LinkFailure,
  ): Exclude<T, LinkFailure> {
    if (isFailure(outcome)) throw new StepFailed(outcome.cause, step);
    return outcome as Exclude<T, LinkFailure>;
  }

  private at(step: LineStep): LineStepState {
    const found = this.test.steps.find((each) => each.step === step);
    if (found === undefined) throw new Error('No such step');
    return found;
  }

  private begin(step: LineStep): void {
    this.since = this.parts.clock.monotonic();
    Object.assign(this.at(step), WAITING, { state: 'running' });
    this.parts.announce('network');
  }

  private pass(step: LineStep, facts: StepFact[]): void {
    this.end(step, { state: 'passed', cause: null, facts });
  }

  private fail(step: LineStep, cause: StepCause, facts: StepFact[] = []): void {
    this.end(step, { state: 'failed', cause, facts });
  }

  private end(step: LineStep, outcome: Pick<LineStepState, 'state' | 'cause' | 'facts'>): void {
    Object.assign(this.at(step), outcome, { ms: Math.round(this.parts.clock.monotonic() - this.since) });
    this.parts.announce('network');
  }
}

function isFailure(outcome: { kind: string }): outcome is LinkFailure {
  return outcome.kind === 'failed';
}
