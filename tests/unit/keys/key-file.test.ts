import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newPrivateKey } from '../../../src/center/keys/key-file';
import { loadKeys } from '../../../src/center/keys/keys';
import { createSignatureCheck } from '../../../src/main/core/sync/center/receipt-check';
import { aFolder } from '../../builders/store';

function firstFile() {
  const folder = aFolder();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'center-keys.json');
  const content = {
    schema: 1,
    signing: newPrivateKey('signing'),
    sealing: newPrivateKey('sealing'),
    recovery: newPrivateKey('recovery'),
    enrolment: Buffer.alloc(32, 7).toString('base64'),
  };
  writeFileSync(path, JSON.stringify(content));
  return { folder, path, content, text: () => readFileSync(path, 'utf8') };
}

describe('a key file of before the rolls', () => {
  test('is read as it is, and carried forward by the first roll with every key in it', async () => {
    const { folder, content, text } = firstFile();
    const before = text();
    const keys = await loadKeys(folder);
    expect(text()).toBe(before); // an earlier center still starts with it
    const [sign, seal, recover] = [keys.signing.id, keys.sealing.id, keys.recovery.id];
    expect(keys.sealing.privateKey).toBe(content.sealing);
    expect(keys.enrolmentSecret).toEqual(Buffer.alloc(32, 7));

    await keys.roll('sealing', 1_000);
    await keys.roll('recovery', 2_000);
    const again = await loadKeys(folder);
    expect(JSON.parse(text())).toMatchObject({ schema: 2 });
    expect(again.signing.id).toBe(sign);
    expect(again.pairOf('sealing', seal)?.privateKey).toBe(content.sealing);
    expect(again.pairOf('recovery', recover)?.privateKey).toBe(content.recovery);
    expect(again.sealing).toEqual(keys.sealing);
    expect(again.sealing.id).not.toBe(seal);
    expect([...again.sealingIds]).toEqual([seal, again.sealing.id]);
    expect(again.list('recovery')).toMatchObject([
      { id: recover, since: null, until: 2_000 },
      { id: again.recovery.id, since: 2_000, until: null },
    ]);
    expect(again.enrolmentSecret).toEqual(Buffer.alloc(32, 7));
    expect(readdirSync(folder)).toEqual(['center-keys.json']);
  });

  test('that cannot be read is never made anew, nor one whose ring is broken', async () => {
    const { folder, path, text } = firstFile();
    const keys = await loadKeys(folder);
    await keys.roll('signing', 1_000);
    const whole = text();
    const spoilt = [
      whole.slice(0, -9),
      whole.replace('"schema":2', '"schema":3'),
      whole.replaceAll('"until":1000', '"until":null'),
      '{}',
    ];
    for (const bad of spoilt) {
      writeFileSync(path, bad);
      await expect(loadKeys(folder)).rejects.toThrow('is damaged');
      expect(text()).toBe(bad);
      // A center that runs goes on with the keys it has, and says so.
      await expect(keys.refresh()).rejects.toThrow('is damaged');
    }
    writeFileSync(path, whole);
    await keys.refresh();
    expect((await loadKeys(folder)).signing).toEqual(keys.signing);
  });
});

describe('a rolled key', () => {
  test('for its word is kept as its open half alone; what it signed stays proved', async () => {
    const { folder, content, text } = firstFile();
    const keys = await loadKeys(folder);
    const old = keys.signing;
    const signature = keys.sign('said before');
    await keys.roll('signing', 1_000);
    expect(text()).not.toContain(content.signing);
    const isSigned = createSignatureCheck(keys.list('signing'));
    expect(isSigned('said before', old.id, signature)).toBe(true);
    expect(isSigned('said after', keys.signing.id, keys.sign('said after'))).toBe(true);
    expect(keys.signing.id).not.toBe(old.id);
  });

  test('by another process counts from the next look at the file on', async () => {
    const { folder } = firstFile();
    const [one, other] = [await loadKeys(folder), await loadKeys(folder)];
    await one.roll('sealing', 1_000);
    await one.roll('signing', 2_000);
    expect(other.sealingIds.has(one.sealing.id)).toBe(false);
    await other.refresh();
    expect(other.sealingIds.has(one.sealing.id)).toBe(true);
    expect(other.signing).toEqual(one.signing);
    expect(other.statements).toEqual(one.statements);
    // And a roll there goes on from here.
    await other.roll('sealing', 3_000);
    await one.refresh();
    expect(one.statements).toHaveLength(3);
  });
});
