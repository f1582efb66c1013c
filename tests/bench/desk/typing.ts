import type { CDPSession, Page } from 'playwright-core';
import { median, quantile, round } from '../figures';
import { storyOf, TYPED_STORY } from '../invented/stories';
import { openDesk, untilAllIsSearched, type AtDesk } from './desk';
import { FastTypist } from './fast-typist';
import { probeKeys, takeKeyTimes } from './key-probe';

interface Typed {
  keys: number;
  /** From a key, as the system stamped it, until the frame that shows it is painted (KeyTimes). */
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  /** Of it: until the page was done with the key. */
  handlingP95Ms: number;
  /** What the window's main thread computed for a key, drawing and all that follows included: no other process adds to it. */
  cpuMs: number;
}

export interface TypingFigures extends Typed {
  records: number;
  /** The same keys at the end of a story of 2,000 characters. */
  inLongStory: Typed;
  /** The yardstick: the same keys in the same window, into a bare text area that nothing listens to. */
  bare: Typed;
}

const LONG = 2_000;
const COMPLAINT = {
  city: '郑州市',
  county: '荥阳市',
  detail: '豫龙镇张王庄村',
  target: '鑫宏商砼有限公司',
  types: [1],
  description: '',
  wish: '',
};

/**
 * Types a story into a call at its story step through an input method's keys and composition, some twelve keys a second,
 * with matcher, linter and rules at work on it as always.
 */
export async function benchTyping(at: AtDesk): Promise<TypingFigures> {
  const { app, hands } = await openDesk(at);
  try {
    await hands.startCall();
    await hands.greet();
    await hands.takeAsReport();
    await hands.stayAnonymous();
    await hands.tellTargetAndPlace(COMPLAINT);
    at.tell('waiting for the matcher');
    const records = await untilAllIsSearched(app);
    await hands.choosePollution(COMPLAINT.types);
    const story = hands.field('report.pollution.description', 'textarea');
    await hands.tabTo(story);
    await probeKeys(app.page);
    at.tell('typing a story');
    const typed = await typeIn(app.page, TYPED_STORY);
    await app.page.waitForSelector('[data-testid=identity-hit]'); // the linter was at work
    at.tell('typing on in a long one');
    await hands.press('Control+a');
    const session = await app.page.context().newCDPSession(app.page);
    await session.send('Input.insertText', { text: storyOf(LONG, 0) });
    await takeKeyTimes(app.page, 1);
    const inLongStory = await typeIn(app.page, TYPED_STORY);
    at.tell('typing into a bare text area');
    await app.page.evaluate(() => {
      const area = document.createElement('textarea');
      document.body.append(area);
      area.focus();
    });
    const bare = await typeIn(app.page, TYPED_STORY);
    return { records, ...typed, inLongStory, bare };
  } finally {
    await app.kill();
  }
}

const WARM_UP = 8;

async function typeIn(page: Page, text: string): Promise<Typed> {
  const typist = await FastTypist.at(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await takeKeyTimes(page, await typist.type(text.slice(0, WARM_UP)));
  const before = await threadMs(session);
  const keys = await typist.type(text.slice(WARM_UP));
  const cpu = (await threadMs(session)) - before;
  const times = await takeKeyTimes(page, keys);
  const toFrame = times.map((each) => each.toFrame);
  return {
    keys,
    p50Ms: round(median(toFrame)),
    p95Ms: round(quantile(toFrame, 0.95)),
    maxMs: round(Math.max(...toFrame)),
    handlingP95Ms: round(
      quantile(
        times.map((each) => each.handling),
        0.95,
      ),
    ),
    cpuMs: round(cpu / keys),
  };
}

/** Processor time of the page's main thread so far, ms. */
async function threadMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
}
