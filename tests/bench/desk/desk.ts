import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AGENT, DEMO_PASSWORD } from '../../builders/enrolment';
import { AgentKeyboard } from '../../end-to-end/stage/agent-keyboard';
import { SeatApp } from '../../end-to-end/stage/seat-app';
import { bigSeat } from '../invented/seat';
import { PASSPHRASE } from '../seat';

/** What a part of the bench that sits at the desk is given. */
export interface AtDesk {
  /** Where invented seats are kept between runs. */
  cache: string;
  /** Where the copy of one may lie: with the run it goes. */
  folder: string;
  records: number;
  tell: (line: string) => void;
}

export interface Desk {
  app: SeatApp;
  hands: AgentKeyboard;
}

const READY_WITHIN_MS = 120_000;

/**
 * The real app in its real window over a copy of an invented seat's encrypted store, an agent signed in. No center
 * answers: what is finished waits in the queue.
 */
export async function openDesk({ cache, folder, records, tell }: AtDesk): Promise<Desk> {
  const seat = await bigSeat(cache, records, tell);
  const home = mkdtempSync(join(folder, 'desk-'));
  const profile = join(home, 'hn12369-seat'); // where SeatApp looks for it
  mkdirSync(profile, { recursive: true });
  execFileSync('cp', ['-a', '--reflink=auto', seat.store, join(profile, 'store')]);
  const app = await SeatApp.launch({ enrolment: seat.enrolment, home, passphrase: PASSPHRASE });
  const hands = new AgentKeyboard(app.page);
  await hands.signIn(AGENT.id, DEMO_PASSWORD, PASSPHRASE);
  await hands.closeTour();
  return { app, hands };
}

/** Resolves with how many reports are searched, once the matcher has read in all. Asks for the call in hand. */
export async function untilAllIsSearched(app: SeatApp): Promise<number> {
  const drafts = (await app.ask('draft.list')) as { value: { id: string }[] };
  const place = { city: '', county: '', town: '', detail: '' };
  const question = { id: drafts.value[0]?.id, ...place, target: '磐筑商砼', types: [], description: '' };
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await pause(250)) {
    const { value } = (await app.ask('repeats.find', question)) as {
      value?: { isReady: boolean; searched: number };
    };
    if (value?.isReady) return value.searched;
  }
  throw new Error('The matcher did not become ready');
}
