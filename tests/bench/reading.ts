import { readCall } from '../../src/shared/proposals/read-call';
import { shippedRules } from '../builders/rules';
import { median, quantile, round } from './figures';
import { storyOf } from './invented/stories';

interface Read {
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

export interface ReadingFigures {
  /** The first reading of a bundle makes its rules ready; the window does it before anybody types. */
  firstMs: number;
  at500: Read;
  at20000: Read;
}

const SHORT = { chars: 500, stories: 400 };
const LONGEST = { chars: 20_000, stories: 60 };

/** What the rules of the shipped bundle take to read a call's story, each another one. */
export function benchReading(): ReadingFigures {
  const rules = shippedRules();
  const read = (description: string) => {
    const startedAt = performance.now();
    readCall({ target: '鑫宏商砼有限公司', detail: '豫龙镇张王庄村', description }, rules);
    return performance.now() - startedAt;
  };
  const readAll = ({ chars, stories }: typeof SHORT): Read => {
    const times = Array.from({ length: stories }, (_, number) => read(storyOf(chars, number)));
    return {
      p50Ms: round(median(times)),
      p95Ms: round(quantile(times, 0.95)),
      maxMs: round(Math.max(...times)),
    };
  };
  const firstMs = round(read(''));
  return { firstMs, at500: readAll(SHORT), at20000: readAll(LONGEST) };
}
