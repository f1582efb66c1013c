import { CallId } from '../../../src/shared/ids.ts';
import type { LeadAlert } from '../../../src/shared/ipc/contract.ts';
import type { Scenario } from '../seat/scenario.ts';
import { keys, agent, supervisor, toPurpose, toIdentity, none, nav, type Walk } from './walks.ts';

const ring: Scenario['phone'] = { isOn: true, ringing: { number: '13800001234', since: Date.now() - 7_000 } };
/** The id that the seat in memory gives its first call. */
const firstCall = CallId.parse('019ab0c0-0000-7000-8000-000000000008');
export const openCall = (n: number, ownerName: string, isMine: boolean) => ({
  id: CallId.parse(`019ab0c0-0000-7000-8000-00000000000${n}`),
  localNumber: `ZZ01-20261123-000${n}`,
  startedAt: Date.now() - n * 1_000_000,
  hungUpAt: n === 2 ? Date.now() : null,
  agentName: '李晓雯',
  ownerName,
  isMine,
});
export const busy: Scenario = {
  ...supervisor,
  phone: { isOn: true },
  openCalls: [openCall(1, '李晓雯', false), openCall(2, '王建国', true)],
  missed: [
    { seq: 4, answeredAt: Date.now() - 5_000_000, hungUpAt: Date.now() - 4_800_000 },
    { seq: 5, answeredAt: Date.now() - 60_000, hungUpAt: null },
  ],
  day: { open: 2, answered: 36, isReopened: true },
};

export const ALERT: LeadAlert = {
  seq: 1,
  callId: firstCall,
  localNumber: 'ZZ01-20261123-0008',
  title: '磐筑商砼',
  place: '荥阳市广武镇',
  agentName: '李晓雯',
  flags: ['secret_wastewater', 'drinking_water'],
  raisedAt: Date.now() - 400_000,
};

/** Ledger, telephone, and what they change in a call. */
export const LEDGER_SHOTS: Record<string, [Scenario, Walk]> = {
  'settings-phone': [
    { ...supervisor, phone: { isOn: true } },
    async (page) => {
      await nav('5')(page);
      await page.getByTestId('show-token').click();
    },
  ],
  ledger: [agent, nav('3')],
  'ledger-empty': [{ person: 'p-1001' }, nav('3')],
  'ledger-supervisor': [busy, nav('4')],
  'ledger-drilled': [
    supervisor,
    async (page) => {
      await nav('4')(page);
      await page.getByTestId('term-consultation').click();
    },
  ],
  'ledger-signed': [
    supervisor,
    async (page) => {
      await nav('4')(page);
      await page.getByTestId('sign-off').click();
      await page.getByTestId('signed-off').waitFor();
    },
  ],
  'take-over': [
    busy,
    async (page) => {
      await nav('4')(page);
      await page.getByTestId('take-over').first().click();
    },
  ],
  'back-entry': [
    busy,
    async (page) => {
      await nav('4')(page);
      await page.getByTestId('back-entry').click();
    },
  ],
  'back-entry-call': [
    agent,
    async (page) => {
      await nav('3')(page);
      await page.getByTestId('back-entry').click();
      await page.keyboard.type('停电，先记在纸上');
      await keys(page, 'Enter');
      await page.getByTestId('confirm').waitFor();
    },
  ],
  topic: [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, '2', '5');
    },
  ],
  transfer: [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, 'F6');
      await keys(page, '2', 'Enter');
    },
  ],
  'end-first': [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, 'F3');
    },
  ],
  ringing: [{ ...agent, phone: ring }, none],
  'ringing-busy': [{ ...agent, phone: ring }, toPurpose],
  'caller-number': [
    { ...agent, phone: { isOn: true, current: { id: firstCall, number: '13800001234', hungUpAt: null } } },
    toPurpose,
  ],
  'caller-named': [
    { ...agent, phone: { isOn: true, current: { id: firstCall, number: '13800001234', hungUpAt: null } } },
    async (page) => {
      await toIdentity(page);
      await keys(page, 'Enter', '2');
    },
  ],
};
