import { sign } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { runCommand } from '../../../src/main/core/self-check/command';
import { realClock } from '../../../src/main/core/sync/timer';
import { MANIFEST } from '../../../src/main/core/updates/believed';
import { folderSource } from '../../../src/main/core/updates/folder-source';
import { stagedHere } from '../../../src/main/core/updates/staged';
import { stageUpdate } from '../../../src/main/core/updates/staging';
import en from '../../../src/shared/locales/en-US.json';
import zh from '../../../src/shared/locales/zh-CN.json';
import { compareVersions } from '../../../src/shared/updates/manifest';
import { aCore, aKeyStore, aSettingsStore } from '../../builders/core';
import { aConsultationForm } from '../../builders/draft';
import { aFolder } from '../../builders/store';
import { DEB, writeRelease } from '../../builders/updates/release';

const aRelease = (parts: Parameters<typeof writeRelease>[1] = {}) => writeRelease(aFolder(), parts);

const NEVER = new AbortController().signal;

async function staged(
  { folder, releaseKey }: { folder: string; releaseKey: string },
  into: string,
  version = '1.0.0',
  platform = 'linux-x64',
) {
  const here = { version, platform, releaseKey };
  const done = await stageUpdate({ source: folderSource(folder), into, here, now: () => 5, signal: NEVER });
  const offered = await stagedHere(into, here);
  if (!done.ok) expect(offered).toBeNull();
  return done.ok ? { ok: true, version: done.staged.manifest.version, file: offered?.file } : done;
}

describe('an update that is taken', () => {
  test('lies whole in this PC’s own folder, under its version', async () => {
    const into = aFolder();
    const taken = await staged(aRelease(), into);
    expect(taken).toEqual({ ok: true, version: '1.2.0', file: join(into, '1.2.0', DEB) });
    expect(readFileSync(join(into, '1.2.0', DEB), 'utf8')).toBe('the package’s bytes');
    expect(readdirSync(into)).toEqual(['1.2.0']);
  });

  test.each(['1.2.0', '1.2.1', '2.0.0'])('is refused by %s: it is no newer', async (version) => {
    expect(await staged(aRelease(), aFolder(), version)).toEqual({ ok: false, why: 'not_newer' });
  });

  test('is refused where the program is too old for one step, or of another kind of PC', async () => {
    const release = aRelease({ minimumVersion: '1.1.0' });
    expect(await staged(release, aFolder())).toEqual({ ok: false, why: 'too_old_here' });
    const other = await staged(aRelease(), aFolder(), '1.0.0', 'win32-x64');
    expect(other).toEqual({ ok: false, why: 'no_package' });
  });

  test('is refused where one byte of the package or of the manifest differs, or another signed; nothing stays behind', async () => {
    const into = aFolder();
    const changed = aRelease();
    writeFileSync(join(changed.folder, DEB), 'the package’s bytez');
    expect(await staged(changed, into)).toEqual({ ok: false, why: 'package_differs' });
    const forged = aRelease();
    const file = join(forged.folder, MANIFEST);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('1.2.0', '1.3.0'));
    expect(await staged(forged, into)).toEqual({ ok: false, why: 'bad_signature' });
    const other = aRelease();
    expect(await staged({ ...other, releaseKey: aRelease().releaseKey }, into)).toEqual({
      ok: false,
      why: 'bad_signature',
    });
    writeFileSync(file, '{}');
    expect(await staged(forged, into)).toEqual({ ok: false, why: 'malformed' });
    expect(await staged({ ...forged, folder: aFolder() }, into)).toEqual({ ok: false, why: 'no_manifest' });
    expect(readdirSync(into)).toEqual([]);
  });

  test('cannot name a file outside its folder, rightly signed or not', async () => {
    const { folder, releaseKey, privateKey } = aRelease();
    const { body } = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as { body: string };
    const climbing = body.replace(DEB, '../../etc/passwd');
    const signature = sign(null, Buffer.from(climbing), privateKey).toString('base64');
    writeFileSync(join(folder, MANIFEST), JSON.stringify({ body: climbing, signature }));
    expect(await staged({ folder, releaseKey }, aFolder())).toEqual({ ok: false, why: 'malformed' });
  });

  test('versions compare as numbers, part by part', () => {
    const version = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30));
    fc.assert(
      fc.property(version, version, (one, other) => {
        const wanted = one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
        expect(Math.sign(compareVersions(one.join('.'), other.join('.')))).toBe(Math.sign(wanted));
      }),
    );
  });
});

describe('--stage-update', () => {
  async function command(folder: string, policy: object, from: string | null = null) {
    const place = join(aFolder(), 'policy.json');
    writeFileSync(place, JSON.stringify({ schema: 1, ...policy }));
    const config = {
      dataFolder: join(folder, 'data'),
      enrolmentFile: '',
      version: '0.1.0',
      runtime: 'node',
      isDemo: false,
      passphrase: null,
      nativeBinding: null,
      readerScript: null,
      policyPlaces: [place],
      practiceCallers: at('assets', 'practice', 'callers.json'),
    };
    mkdirSync(config.dataFolder, { recursive: true });
    const done = await runCommand({ name: 'stage-update', file: from }, config, {
      keyStore: aKeyStore(),
      settings: aSettingsStore(),
      resolveProxy: async () => 'DIRECT',
      printers: async () => null,
      clock: realClock,
    });
    const json = JSON.parse(done.lines.at(-1) ?? '') as Record<string, unknown>;
    return { ...done, text: done.lines.slice(0, -1).join('\n'), json };
  }

  test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
    'takes the policy’s release and says what an administrator runs; never while a call is open',
    async () => {
      const { folder, signedIn } = await aCore();
      const { folder: from, releaseKey } = aRelease();
      const policy = { updates: { folder: from, releaseKey } };
      const seat = await signedIn();
      const draft = await seat.ask('call.start', {});
      expect(await command(folder, policy)).toMatchObject({ exitCode: 1, json: { why: 'open_call' } });
      expect(existsSync(join(folder, 'updates'))).toBe(false);
      const filled = await seat.fill(draft, aConsultationForm());
      await seat.ask('call.finish', { id: filled.id, saveCount: filled.saveCount });
      const done = await command(folder, policy);
      expect(done.exitCode, done.text).toBe(0);
      const file = join(folder, 'updates', '1.2.0', DEB);
      expect(done.json).toMatchObject({ result: 'staged', version: '1.2.0', file });
      expect(done.text).toContain(`sudo dpkg --refuse-downgrade -i '${file}'`);
    },
  );

  test('believes nothing without the province’s release key', async () => {
    const { folder: from } = aRelease();
    expect((await command(aFolder(), {}, from)).json).toMatchObject({ result: 'refused', why: 'no_key' });
    expect((await command(aFolder(), {})).json).toMatchObject({ why: 'no_folder' });
  });

  test('has a sentence for every reason in both languages', () => {
    expect(Object.keys(zh.updates.reason)).toEqual(Object.keys(en.updates.reason));
    for (const why of ['bad_signature', 'not_newer', 'package_differs', 'open_call'] as const)
      expect(zh.updates.reason[why]).toMatch(/\S/);
  });
});
