import { isDayClosed, type LedgerDay, type LedgerEntry } from '../../../src/shared/call/ledger';
import { Disposition } from '../../../src/shared/call/record';
import type { Input, MissedCall, Output, PhoneState, QueueItem } from '../../../src/shared/ipc/contract';
import type { RequestName } from '../../../src/shared/ipc/contract';
import type { PhoneAccess } from '../../../src/shared/telephony/event';

// TEST ONLY: ledger and telephone of the seat in memory.

type LedgerName = Extract<RequestName, `ledger.${string}` | `phone.${string}`>;
type LedgerHandlers = { [N in LedgerName]: (input: Input<N>) => Output<N> };

/** What a scenario may say of them. */
export interface LedgerScenario {
  phone?: Partial<PhoneState>;
  missed?: MissedCall[];
  openCalls?: Output<'ledger.openCalls'>;
  day?: Partial<LedgerDay>;
}

const entryOf = (item: QueueItem, index: number): LedgerEntry => ({
  id: item.id,
  localNumber: item.localNumber,
  origin: index % 7 === 3 ? 'back_entry' : index % 2 === 0 ? 'telephony' : 'key',
  startedAt: item.startedAt,
  hungUpAt: null,
  finishedAt: item.finishedAt,
  agentName: item.agentName,
  disposition: item.finishedAt === null ? null : item.disposition,
  transfers: index % 11 === 5 ? 1 : 0,
  state: item.state,
});

export function fakeLedger(scenario: LedgerScenario, items: () => QueueItem[], isSupervisor: () => boolean) {
  const access: PhoneAccess = {
    isOn: scenario.phone?.isOn ?? false,
    port: 0,
    token: 'q3Zb0Xn5v8kYw2LrT7uJcMfHs1DpEa9GiOxV4tBlNQz',
    address: scenario.phone?.isOn ? 'http://127.0.0.1:41236/events' : null,
    failure: null,
  };
  let missed = scenario.missed ?? [];
  let signed: LedgerDay['signedOff'] = null;
  const day = (date: string): LedgerDay => {
    const entries = items().map(entryOf);
    const byDisposition = Object.fromEntries(
      Disposition.options.map((each) => [each, entries.filter((entry) => entry.disposition === each).length]),
    ) as LedgerDay['byDisposition'];
    const counts = {
      answered: entries.length,
      byDisposition,
      open: entries.filter((entry) => entry.disposition === null).length,
      transfers: entries.reduce((sum, entry) => sum + entry.transfers, 0),
      backEntered: entries.filter((entry) => entry.origin === 'back_entry').length,
      unmatchedPhoneCalls: isSupervisor() ? missed.length : null,
      missingNumbers: isSupervisor() ? 0 : null,
    };
    const whole = { date, ...counts, isClosed: isDayClosed(counts), signedOff: signed, isReopened: false };
    return { ...whole, ...scenario.day };
  };
  const handlers: LedgerHandlers = {
    'ledger.day': ({ date }) => day(date),
    'ledger.list': ({ term, offset, limit }) => {
      const found = items()
        .map(entryOf)
        .filter(
          (entry) =>
            term === null ||
            entry.disposition === term ||
            (term === 'open' && entry.disposition === null) ||
            (term === 'transferred' && entry.transfers > 0) ||
            entry.origin === term,
        );
      return { entries: found.slice(offset, offset + limit), total: found.length };
    },
    'ledger.openCalls': () => scenario.openCalls ?? [],
    'ledger.signOff': ({ date }) => {
      signed = { by: '王建国', at: Date.now() };
      return day(date);
    },
    'phone.state': () => ({ isOn: false, ringing: null, current: null, ...scenario.phone }),
    'phone.missed': () => missed,
    'phone.explain': ({ seq }) => (missed = missed.filter((each) => each.seq !== seq)),
    'phone.settings': () => access,
    'phone.configure': ({ isOn, port }) =>
      Object.assign(access, { isOn, port, address: isOn ? 'http://127.0.0.1:41236/events' : null }),
  };
  return handlers;
}
