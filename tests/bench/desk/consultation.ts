import { median, quantile, round } from '../figures';
import { openDesk, type AtDesk } from './desk';

export interface ConsultationFigures {
  calls: number;
  /** Of each call, counted as they were pressed. */
  keys: number;
  /** From the key that takes the call until its end is shown, on disk and in the queue. No person's thinking or talking. */
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  /** How the finished calls stand in the queue: no center answers here. */
  endedAs: Record<string, number>;
}

const IN_QUEUE = '[data-testid=finished-call]:is([data-state=waiting], [data-state=sending])';

/** Each key, and what the agent sees before the next: five topics by turns, so that no answer is the last one's. */
const keysOf = (topic: number): [key: string, shown: string][] => [
  ['F3', '[data-line=g_greeting] [data-confirm]:not([disabled])'],
  ['Enter', '[data-testid=call][data-step=purpose]'],
  ['2', `[data-field="consultation.topicId"] [data-key="${topic}"]`],
  [String(topic), `[data-field="consultation.topicId"] [data-key="${topic}"][aria-checked=true]`],
  ['F8', '[data-testid=call][data-step=closing]'],
  ['F8', IN_QUEUE],
];

/** Whole consultations by keyboard in the real window, one after the other, each from the key that takes it to its end. */
export async function benchConsultation(at: AtDesk, calls: number): Promise<ConsultationFigures> {
  const { app, hands } = await openDesk(at);
  try {
    const times: number[] = [];
    const endedAs: Record<string, number> = {};
    let keys = 0;
    let last = '';
    for (let call = -1; call < calls; call += 1) {
      const startedAt = performance.now();
      for (const [key, shown] of keysOf((Math.abs(call) % 5) + 1)) {
        await hands.press(key);
        keys += call < 0 ? 0 : 1;
        await app.page.waitForSelector(shown);
      }
      const tookMs = performance.now() - startedAt;
      const number = (await app.page.getByTestId('finished-number').textContent()) ?? '';
      if (number === last) throw new Error(`${number} was shown for two calls`);
      last = number;
      if (call < 0) continue; // the first call loads what the window has not shown yet
      times.push(tookMs);
      const state = (await app.page.getByTestId('finished-call').getAttribute('data-state')) ?? '';
      endedAs[state] = (endedAs[state] ?? 0) + 1;
    }
    return {
      calls: times.length,
      keys: keys / times.length,
      p50Ms: round(median(times), 0),
      p95Ms: round(quantile(times, 0.95), 0),
      maxMs: round(Math.max(...times), 0),
      endedAs,
    };
  } finally {
    await app.kill();
  }
}
