import { LinkCause } from '../network/causes';
import { shanghaiTimestamp } from '../shanghai-time';
import { overall, type Check, type CheckFact, type SelfCheckReport } from './check';

/** Looks a text up in a locale: the window's own translation, or `wordsIn` where there is none. */
export type Words = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** Texts straight from a locale's file. A key that is not there is shown as it is. */
export function wordsIn(locale: object): Words {
  return (key, params = {}) => {
    const text = key
      .split('.')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], locale);
    return typeof text === 'string'
      ? text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
      : key;
  };
}

/** A size in MB as a person says it. */
function sizeText(mb: number): string {
  return mb >= 1_000 ? `${(mb / 1_000).toFixed(1)} GB` : `${mb} MB`;
}

/** A cause of the link is named where the status bar names it; the rest by the connection test. */
function causeRoot(cause: string | number): 'sync' | 'network' {
  return LinkCause.safeParse(cause).success ? 'sync' : 'network';
}

function valueText(words: Words, { what, value }: CheckFact): string {
  if (typeof value === 'number' && what.endsWith('_mb')) return sizeText(value);
  if (typeof value === 'number' && (/_(at|since)$/.test(what) || what === 'valid_until'))
    return shanghaiTimestamp(value);
  if (what === 'why') return words(`keyRoll.why.${value}`);
  if (what === 'fault') return words(`selfCheck.auditFault.${value}`);
  if (what === 'step') return words(`network.step.${value}`);
  if (what === 'cause') return words(`${causeRoot(value)}.cause.${value}`);
  return String(value);
}

export function factText(words: Words, fact: CheckFact): string {
  return words(`selfCheck.fact.${fact.what}`, { value: valueText(words, fact) });
}

export interface CheckWords {
  name: string;
  found: string;
  /** What to do; null where there is nothing. */
  todo: string | null;
  facts: string;
}

/** A check in words: what it looks at, what it found, and what to do. */
export function checkWords(words: Words, { check, result, finding, facts }: Check): CheckWords {
  const cause = facts.find(({ what }) => what === 'cause');
  const own = cause === undefined ? '' : ` ${words(`${causeRoot(cause.value)}.todo.${cause.value}`)}`;
  return {
    name: words(`selfCheck.check.${check}`),
    found: words(`selfCheck.found.${check}.${finding}`),
    todo: result === 'ok' ? null : words(`selfCheck.todo.${check}.${finding}`) + own,
    facts: facts.map((fact) => factText(words, fact)).join(' · '),
  };
}

/** The whole report as lines: for the clipboard, a terminal and the support bundle. */
export function reportLines(words: Words, report: SelfCheckReport): string[] {
  const head = words('selfCheck.head', {
    seat: report.seatId ?? '-',
    at: shanghaiTimestamp(report.startedAt),
    result: words(`selfCheck.result.${overall(report.checks)}`),
  });
  return [
    head,
    ...report.checks.flatMap((each) => {
      const { name, found, todo, facts } = checkWords(words, each);
      const first = `[${words(`selfCheck.result.${each.result}`)}] ${name}: ${found}${facts === '' ? '' : ` (${facts})`}`;
      return todo === null ? [first] : [first, `    ${todo}`];
    }),
  ];
}
