import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { runCommand } from '../../../src/main/core/self-check/command';
import { realClock } from '../../../src/main/core/sync/timer';
import { DEFAULT_SETTINGS } from '../../../src/shared/ipc/contract';
import { aCore, aKeyStore, aSettingsStore, noKeyStore } from '../../builders/core';
import { aConsultationForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';

const PROXY = { mode: 'manual', host: 'proxy.example', port: 3128, bypass: ['<local>'] } as const;
const POLICY = {
  schema: 1,
  center: { address: 'https://center.example' },
  proxy: PROXY,
  settings: { language: 'en-US' },
  lock: { idleMinutes: 10 },
};

function aPolicyFile(content: unknown): string {
  const file = join(aFolder(), 'policy.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}

describe('a seat under a policy', () => {
  test('shows its settings as laid down, and refuses to change them', async () => {
    const { window } = await aCore({ config: { policyPlaces: ['/nowhere.json', aPolicyFile(POLICY)] } });
    const seat = window();
    expect((await seat.ask('app.state', {})).settings.language).toBe('en-US');
    expect(await seat.ask('policy.view', {})).toMatchObject({
      isInForce: true,
      fault: null,
      locked: ['language'],
      locksProxy: true,
      idleMinutes: 10,
      centerUrl: 'https://center.example',
    });
    const answer = await seat.answer('settings.save', { ...DEFAULT_SETTINGS, language: 'zh-CN' });
    expect(answer).toEqual({
      ok: false,
      error: { code: 'locked_by_policy', params: { setting: 'language' } },
    });
    expect(
      await seat.codeOf('settings.save', { ...DEFAULT_SETTINGS, language: 'en-US', theme: 'dark' }),
    ).toBe('ok');
    expect((await seat.ask('app.state', {})).settings).toMatchObject({ language: 'en-US', theme: 'dark' });
  });

  test('goes out by the policy’s proxy; a supervisor sets login and password alone', async () => {
    const { signedIn } = await aCore({ config: { policyPlaces: [aPolicyFile(POLICY)] } });
    const seat = await signedIn(SUPERVISOR.id);
    expect(await seat.ask('network.settings', {})).toMatchObject(PROXY);
    const other = { ...PROXY, host: 'elsewhere', user: '', password: null, bypass: [...PROXY.bypass] };
    expect(await seat.codeOf('network.configure', other)).toBe('locked_by_policy');
    const login = { ...PROXY, bypass: [...PROXY.bypass], user: 'seat', password: 'secret' };
    expect(await seat.ask('network.configure', login)).toMatchObject({ user: 'seat', hasPassword: true });
  });

  test('a damaged file withholds no call: what held before holds on, and the window is told where and why', async () => {
    const file = aPolicyFile(POLICY);
    const first = await aCore({ config: { policyPlaces: [file] } });
    await first.core.stop();
    writeFileSync(file, '{\n  "schema": 1,\n  "greeting": "您好，市环保局"\n}');
    const { folder, enrolled } = first;
    const { signedIn } = await aCore({ folder, enrolled, config: { policyPlaces: [file] } });
    const seat = await signedIn();
    expect(await seat.ask('policy.view', {})).toMatchObject({
      fault: { line: 3, column: 3, field: 'greeting', reason: 'province', holdsBefore: true },
      locked: ['language'],
      idleMinutes: 10,
    });
    expect((await seat.takeCall(aConsultationForm())).kind).toBe('finished');
  });

  test('a damaged file and none before: the seat stands on its own settings, and takes calls', async () => {
    const { signedIn } = await aCore({ config: { policyPlaces: [aPolicyFile('{ "schema": ')] } });
    const seat = await signedIn();
    expect(await seat.ask('policy.view', {})).toMatchObject({
      isInForce: false,
      fault: { line: 1, reason: 'syntax', holdsBefore: false },
      locked: [],
    });
    expect((await seat.takeCall(aConsultationForm())).kind).toBe('finished');
  });
});

describe('on the command line', () => {
  async function command(
    name: 'check-policy' | 'owes',
    file: string | null,
    folder: string,
    keyStore = aKeyStore(),
  ) {
    const config = {
      dataFolder: join(folder, 'data'),
      enrolmentFile: '',
      version: '0.1.0',
      runtime: 'node',
      isDemo: false,
      passphrase: null,
      nativeBinding: null,
      readerScript: null,
      practiceCallers: at('assets', 'practice', 'callers.json'),
    };
    mkdirSync(config.dataFolder, { recursive: true });
    const { lines, exitCode } = await runCommand({ name, file }, config, {
      keyStore,
      settings: aSettingsStore(),
      resolveProxy: async () => 'DIRECT',
      printers: async () => null,
      clock: realClock,
    });
    return { text: lines.slice(0, -1).join('\n'), exitCode, json: JSON.parse(lines.at(-1) ?? '') as unknown };
  }

  test('--check-policy: file, line, column, field and reason, 1 for a fault', async () => {
    const good = await command('check-policy', aPolicyFile(POLICY), aFolder());
    expect([good.exitCode, good.json]).toEqual([0, { command: 'check-policy', result: 'good' }]);
    const file = aPolicyFile('{\n  "schema": 1,\n  "hotlineName": "x"\n}');
    const bad = await command('check-policy', file, aFolder());
    expect(bad.exitCode).toBe(1);
    expect(bad.text).toBe(
      `${file}:3:3 hotlineName：问候语、热线名称、话术和口径只由省里签发，策略里不能写。`,
    );
    expect((await command('check-policy', '/nowhere/policy.json', aFolder())).exitCode).toBe(1);
    expect((await command('check-policy', null, aFolder())).exitCode).toBe(0);
  });

  test('--check-policy: a file that the policy names must be there', async () => {
    const policy = { schema: 1, enrolment: { file: '/nowhere/enrolment.json' } };
    const told = await command('check-policy', aPolicyFile(policy), aFolder());
    expect([told.exitCode, told.text]).toEqual([1, '策略里写的文件不在：/nowhere/enrolment.json。']);
  });

  test('--owes: 0 only where nothing is owed; a call that is on its way, a draft, or a locked store is 1', async () => {
    const { folder, signedIn } = await aCore();
    const seat = await signedIn();
    expect((await command('owes', null, folder)).exitCode).toBe(0);
    await seat.takeCall(aConsultationForm());
    const owed = await command('owes', null, folder);
    expect([owed.exitCode, owed.json]).toMatchObject([1, { isKnown: true, records: 1, drafts: 0 }]);
    await seat.ask('call.start', {});
    expect((await command('owes', null, folder)).json).toMatchObject({ drafts: 1 });
    const locked = await command('owes', null, folder, noKeyStore);
    expect([locked.exitCode, locked.json]).toMatchObject([1, { isKnown: false }]);
  });
});
