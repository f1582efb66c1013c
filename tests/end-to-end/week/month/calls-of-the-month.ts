import { readFileSync } from 'node:fs';
import { at } from '../../../../build/base/paths.mjs';
import { emptyForm, type IntakeForm } from '../../../../src/shared/call/form';
import { citiesWith } from '../../../../src/shared/catalog/areas';
import type { Urgency } from '../../../../src/shared/lead/deadline';
import { readCall } from '../../../../src/shared/proposals/read-call';
import { DEMO_BUNDLE } from '../../../builders/center';

/** A caller of tests/fixtures, as far as a form is filled from it. */
interface CallerRow {
  text: string;
  city: string;
  county: string;
  address: string;
  target: string;
  official_types: string[];
  expected_lead: 'major' | 'general';
  repeat: boolean;
  night: boolean;
  in_scope: boolean;
  wants_callback: boolean;
  anonymous: boolean;
  identity: string[];
}

/** One call as its agent takes it. `secrets`: what tells who called, which nothing that leaves may say. */
export interface HeardCall {
  form: IntakeForm;
  urgency: Urgency | null;
  secrets: string[];
}

/** The days of the notice, said once more: the test does not ask the product for them. */
export const DAYS: Record<Urgency, number> = { urgent: 3, important: 15, general: 30 };

const TYPES: Readonly<Record<string, string>> = {
  水: 'water',
  大气: 'air',
  噪声: 'noise',
  固废: 'waste',
  土壤: 'soil',
  辐射: 'radiation',
  生态: 'ecology',
};
const FILES = ['callers/a', 'callers/b', 'callers/c', 'callers/e', 'callers/f', 'labelled/sample'];
/** Shares no divisor with the number of callers: neighbours in a file call on different days. */
const STRIDE = 787;
const CITIES = citiesWith(DEMO_BUNDLE.catalogue.areas);

/** A caller's words that tell who called, but for those that a county's name has in it, too: 卫东. */
const telling = (identity: readonly string[]): string[] =>
  identity.filter(
    (words) => !CITIES.some(({ counties }) => counties.some(({ name }) => name.includes(words))),
  );

function areaOf({ city, county }: CallerRow): { city: string; county: string } | undefined {
  const found = CITIES.find(({ name }) => name === city);
  const named = found?.counties.find(({ name, aliases }) => name === county || aliases.includes(county));
  return found && named && { city: found.code, county: named.code };
}

function rowsOfFixtures(): CallerRow[] {
  return FILES.flatMap((file) =>
    readFileSync(at('tests', 'fixtures', `${file}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CallerRow)
      .filter((row) => row.target !== '' && row.official_types.some((type) => type in TYPES)),
  ).filter((row) => areaOf(row) !== undefined);
}

/** The sentences that do not say who is calling: what an agent writes down. */
function withoutIdentity({ text, identity, target }: CallerRow): string {
  const told = text
    .split(/(?<=[。?!？！])/)
    .filter((sentence) => !identity.some((words) => sentence.includes(words)))
    .join('');
  return told.length < 6 ? `${target}污染环境` : told;
}

/**
 * `count` calls from the fixtures, always the same ones. Where the callers have all called, others call about the same
 * matters, and a third of them say that it was reported before (重复举报). The date that the agent reads out is the day's, and not in the form yet.
 */
export function callsOfTheMonth(count: number): HeardCall[] {
  const rows = rowsOfFixtures();
  if (rows.length % STRIDE === 0) throw new Error('Another stride');
  return Array.from({ length: count }, (_, index) => {
    const row = rows[(index * STRIDE) % rows.length];
    if (row === undefined) throw new Error('No callers');
    return row.in_scope ? asReport(row, index, index >= rows.length) : asOutOfScope(row);
  });
}

function asOutOfScope(row: CallerRow): HeardCall {
  const scope = {
    decision: 'out' as const,
    referralId: DEMO_BUNDLE.catalogue.referrals[0]?.id ?? '',
    matter: withoutIdentity(row),
    explained: true,
  };
  return {
    form: { ...emptyForm(), purpose: 'report', scope },
    urgency: null,
    secrets: telling(row.identity),
  };
}

function asReport(row: CallerRow, index: number, isAgain: boolean): HeardCall {
  const isNamed = !row.anonymous && index % 3 === 0;
  const isMajor = row.expected_lead === 'major';
  const urgency: Urgency = isMajor ? (index % 4 === 0 ? 'urgent' : 'important') : 'general';
  const phone = `1370000${String(index).padStart(4, '0')}`;
  const name = `牛${'春夏秋冬东西南北'[index % 8] ?? ''}${'舟帆桨橹锚缆舵'[index % 7] ?? ''}`;
  const form = emptyForm();
  const description = withoutIdentity(row);
  const area = areaOf(row);
  const reading = readCall({ description }, DEMO_BUNDLE.rules);
  return {
    urgency,
    secrets: [...telling(row.identity), ...(isNamed ? [phone, name] : [])],
    form: {
      ...form,
      purpose: 'report',
      scope: { ...form.scope, decision: 'in' },
      report: {
        ...form.report,
        identityChoice: isNamed ? 'named' : 'anonymous',
        onSiteHelp: isNamed ? 'no' : null,
        target: { answer: row.target, missing: null, reason: '' },
        address: {
          city: area?.city ?? '',
          county: area?.county ?? '',
          town: '',
          detail: row.address,
          missing: null,
          reason: '',
        },
        pollution: {
          types: row.official_types.flatMap((type) => TYPES[type] ?? []),
          description,
          pattern: row.night ? '夜间' : '',
          occurrences: reading.occurrences.map(({ occurrence }) => occurrence),
        },
        industry: reading.industries[0]?.code ?? '',
        investigationWish: { answer: '请尽快现场调查', missing: null, reason: '' },
        callbackWish: { answer: isNamed && row.wants_callback ? 'yes' : 'no', missing: null, reason: '' },
        urgency,
        majorFlags: isMajor ? ['other_major'] : [],
        repeats: { said: row.repeat || (isAgain && index % 3 === 0) ? 'yes' : 'no', links: [] },
      },
      identity: isNamed ? { name, phone, contactNote: '', originals: [] } : null,
    },
  };
}
