import { citiesWith } from '../../../src/shared/catalog/areas';
import { reader } from '../../../src/shared/catalog/pinyin';
import { prepareCatalog, searchCatalog, type CatalogEntry } from '../../../src/shared/catalog/search';
import { BUNDLE } from '../../builders/practice';
import type { AgentKeyboard } from '../../end-to-end/stage/agent-keyboard';
import type { SeatApp } from '../../end-to-end/stage/seat-app';
import { median, quantile, round } from '../figures';
import { Dice } from '../invented/reports';
import { openDesk, type AtDesk } from './desk';
import { probeKeys, takeKeyTimes } from './key-probe';

interface Times {
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

interface Searched extends Times {
  entries: number;
  searches: number;
}

export interface PickerFigures {
  /** A key to its matches, by the search alone, over whole catalogues. */
  search: Record<string, Searched>;
  /** In the real window: from a key until the frame that shows its list is painted (KeyTimes). */
  inWindow: Record<string, Times & { keys: number }>;
}

const SAMPLES = 150;

const timesOf = (times: readonly number[]): Times => ({
  p50Ms: round(median(times)),
  p95Ms: round(quantile(times, 0.95)),
  maxMs: round(Math.max(...times)),
});

export async function benchPickers(at: AtDesk): Promise<PickerFigures> {
  const search = Object.fromEntries(
    Object.entries(catalogues()).map(([name, entries]) => [name, searchAll(entries)]),
  );
  return { search, inWindow: await pickInWindow(at) };
}

/** All that pickers offer: all of Henan at once, too, which no picker has to search. */
function catalogues(): Record<string, readonly CatalogEntry[]> {
  const { areas, industries, pollutionTypes, referrals } = BUNDLE.catalogue;
  const counties = citiesWith(areas).flatMap((city) => city.counties);
  return {
    counties: counties.map(({ code, name, aliases }) => ({ code, name, words: aliases })),
    townships: counties.flatMap((county) => county.towns).map(({ code, name }) => ({ code, name })),
    industries,
    pollutionTypes,
    referrals: referrals.map(({ id, matter, department }) => ({ code: id, name: `${matter} ${department}` })),
  };
}

/** Ways to type for a name, each key by key: 汉字, pinyin, initials, the code. */
function typedFor({ code, name }: CatalogEntry): string[] {
  const sounds = reader.soundsOf(name).map(([sound = '']) => sound);
  const whole = [name, sounds.join(''), sounds.map((sound) => sound.slice(0, 1)).join(''), code];
  return whole.flatMap((typed) => Array.from({ length: typed.length }, (_, end) => typed.slice(0, end + 1)));
}

function searchAll(entries: readonly CatalogEntry[]): Searched {
  const catalog = prepareCatalog(entries, reader);
  const dice = new Dice(410);
  const times: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    for (const typed of typedFor(dice.pick(entries))) {
      const startedAt = performance.now();
      searchCatalog(catalog, typed);
      times.push(performance.now() - startedAt);
    }
  }
  return { entries: entries.length, searches: times.length, ...timesOf(times) };
}

const TARGET = '鑫宏商砼有限公司';
const TYPED = {
  referral: ['senlin', 'lyj', 'chengguan', 'jc'],
  industry: ['huagong', 'hg', 'yangzhi', 'jz'],
  county: ['xunxian', 'by', 'shaoling', '4101', 'zhengzhou'],
  town: ['yulong', 'gs', 'jiedao', 'wangcun'],
};

async function pickInWindow(at: AtDesk): Promise<PickerFigures['inWindow']> {
  const { app, hands } = await openDesk(at);
  try {
    at.tell('typing into pickers');
    await probeKeys(app.page);
    await hands.startCall();
    await hands.greet();
    await hands.choose('purpose', 1);
    await hands.at('scope');
    await hands.choose('scope.decision', 2);
    const referral = await typeAll(app, hands, '[data-field="scope.referralId"] input', TYPED.referral);
    await hands.choose('scope.decision', 1);
    await hands.at('identity');
    await hands.stayAnonymous();
    const industry = await typeAll(app, hands, '[data-field="report.industry"] input', TYPED.industry);
    await hands.typeInto(hands.field('report.target'), TARGET);
    await takeKeyTimes(app.page, TARGET.length);
    await hands.onwardTo('address');
    const county = await typeAll(app, hands, '[data-area=county] input', TYPED.county);
    const town = await typeAll(app, hands, '[data-area=town] input', TYPED.town);
    return { referral, industry, county, town };
  } finally {
    await app.kill();
  }
}

/** Types each into the picker at `selector` key by key, and takes it back by one key more. */
async function typeAll(
  app: SeatApp,
  hands: AgentKeyboard,
  selector: string,
  words: readonly string[],
): Promise<Times & { keys: number }> {
  await app.page.waitForSelector(selector);
  await app.page.focus(selector);
  const dice = new Dice(7);
  let keys = 0;
  for (const typed of [...words, ...words]) {
    for (const key of typed) {
      await hands.press(key);
      await app.page.waitForTimeout(dice.number(60, 105));
    }
    await hands.press('Control+a');
    await hands.press('Backspace');
    keys += typed.length + 1;
    await app.page.waitForTimeout(dice.number(60, 105));
  }
  const times = (await takeKeyTimes(app.page, keys)).map(({ toFrame }) => toFrame);
  return { keys, ...timesOf(times) };
}
