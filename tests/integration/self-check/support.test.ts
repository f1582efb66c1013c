import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unzip } from '../../../src/shared/attachments/office/zip';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { aCore, aSettingsStore, noKeyStore } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';

const PASSPHRASE = '河边的 9 棵柳树 are green';
const PROXY = { user: 'bureau-proxy-user', password: 'Pr0xy-passw0rd!' };
const IDENTITY = {
  name: '欧阳密之',
  phone: '13703719876',
  contactNote: '家住丰产路东头第三家',
  originals: [],
};
const TARGET = '密植化工厂';
const STORY = '夜里往暗渠里倒桶装废酸';

/** One text in every form in which it might lie in a file. */
function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const base64 = [0, 1, 2].map((shift) => {
    // Behind so many other bytes; without what those and the end change.
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    return Buffer.from(encoded.slice(shift === 0 ? 0 : 4, -4));
  });
  const percent = Buffer.from(encodeURIComponent(text));
  return [utf8, utf16, gbkOf(text), percent, Buffer.from(utf8.toString('hex')), ...base64].filter(
    ({ length }) => length > 3,
  );
}

/** GBK by the decoder that Node has: every pair of bytes it knows, turned round. */
const GBK = new Map<string, [number, number]>();
const decoder = new TextDecoder('gbk');
for (let high = 0x81; high <= 0xfe; high += 1) {
  for (let low = 0x40; low <= 0xfe; low += 1) {
    const char = decoder.decode(Uint8Array.of(high, low));
    if (char.length === 1 && char !== '\ufffd') GBK.set(char, [high, low]);
  }
}
function gbkOf(text: string): Buffer {
  return Buffer.from([...text].flatMap((char) => GBK.get(char) ?? [...Buffer.from(char, 'latin1')]));
}

test('no identity and no secret is in any byte of a support bundle, and saved is what was shown', async () => {
  const folder = aFolder();
  const out = join(folder, 'out.zip');
  const logFile = join(folder, 'logs', 'seat.log');
  mkdirSync(join(folder, 'logs'));
  const user = userInfo().username;
  const offered: string[] = [];
  const { core, enrolled, signedIn } = await aCore({
    folder,
    keyStore: noKeyStore,
    settings: aSettingsStore(),
    config: { passphrase: PASSPHRASE, logFile },
    dialogs: {
      saveTo: async (name) => (offered.push(name), out),
      openAnswer: async () => null,
      openFolder: async () => null,
    },
  });
  const agent = await signedIn();
  const report = { target: { answer: TARGET }, pollution: { description: STORY } };
  await agent.takeCall(aReportForm({ isNamed: true, identity: IDENTITY, report }));
  const supervisor = await signedIn(SUPERVISOR.id);
  const proxy = { mode: 'manual', host: '10.1.2.3', port: 8080, bypass: [], ...PROXY } as const;
  await supervisor.ask('network.configure', proxy as never);
  const { token: phoneToken } = await supervisor.ask('phone.settings', {});
  const { token } = enrolled.enrolment;
  // A log that breaks its own rule: every canary in it, as a bug might write it.
  const planted = [PASSPHRASE, PROXY.user, PROXY.password, phoneToken, token, IDENTITY.phone];
  writeFileSync(
    logFile,
    ['cut', ...planted.map((word) => `core event=x ${word} at ${homedir()}/x by ${user}`), ''].join('\n'),
  );

  const bundle = await agent.ask('support.prepare', {});
  expect(await agent.ask('support.save', { id: bundle.id })).toEqual({ isSaved: true });
  expect(await agent.codeOf('support.save', { id: '019ab1f2-3c4d-4e5f-8a6b-0123456789ab' })).toBe(
    'not_found',
  );
  const bytes = readFileSync(out);
  const files = unzip(new Uint8Array(bytes), fileTools);
  expect(
    files.map(({ name, bytes: content }) => ({ name, text: Buffer.from(content).toString('utf8') })),
  ).toEqual(bundle.files);
  expect(offered).toEqual([expect.stringMatching(/^support-ZZ01-\d{4}-\d\d-\d\d\.zip$/)]);

  const canaries = [
    ...planted,
    IDENTITY.name,
    IDENTITY.contactNote,
    TARGET,
    STORY,
    ...enrolled.enrolment.people.map(({ name }) => name),
    folder,
    ...(homedir().length > 1 ? [homedir()] : []),
  ];
  const everything = [bytes, ...files.map(({ bytes: content }) => Buffer.from(content))];
  for (const canary of canaries) {
    for (const form of formsOf(canary)) {
      for (const each of everything)
        expect(each.includes(form), `${canary} in ${form.toString('hex')}`).toBe(false);
    }
  }
  // The search is not blind: what belongs there is found in the same way.
  expect(everything.some((each) => formsOf('密钥托管副本').some((form) => each.includes(form)))).toBe(true);
  expect(gbkOf('体检').toString('hex')).toBe('cce5bcec');
  expect(core.desk()?.store.audit.lastOf('support_saved')).not.toBeNull();
});

test('nothing is written, and nothing is in the audit, where the person thinks better of it', async () => {
  const { core, signedIn } = await aCore({
    dialogs: { saveTo: async () => null, openAnswer: async () => null, openFolder: async () => null },
  });
  const agent = await signedIn();
  const { id } = await agent.ask('support.prepare', {});
  expect(await agent.ask('support.save', { id })).toEqual({ isSaved: false });
  expect(core.desk()?.store.audit.lastOf('support_saved')).toBeNull();
});

test('a folder that cannot be written to is told', async () => {
  const { signedIn } = await aCore({
    dialogs: {
      saveTo: async () => '/proc/none/x.zip',
      openAnswer: async () => null,
      openFolder: async () => null,
    },
  });
  const agent = await signedIn();
  const { id } = await agent.ask('support.prepare', {});
  expect(await agent.codeOf('support.save', { id })).toMatch(/^store_/);
});
