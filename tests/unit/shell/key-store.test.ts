import { describe, expect, test } from 'vitest';
import { keyStoreOf } from '../../../src/main/shell/key-store';

type Storage = Parameters<typeof keyStoreOf>[0];

const backwards = (text: string) => [...text].reverse().join('');

function storage(backend: string, isAvailable: boolean, hasAsync: boolean): Storage {
  const calls = {
    getSelectedStorageBackend: () => backend,
    isEncryptionAvailable: () => isAvailable,
    encryptString: (text: string) => Buffer.from(`sync ${backwards(text)}`),
    decryptString: (wrapped: Buffer) => backwards(wrapped.toString().slice(5)),
    ...(hasAsync && {
      isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable),
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`async ${backwards(text)}`)),
      decryptStringAsync: (wrapped: Buffer) =>
        Promise.resolve({ result: backwards(wrapped.toString().slice(6)), shouldReEncrypt: false }),
    }),
  };
  return calls as unknown as Storage;
}

describe('the key store', () => {
  test.each(['basic_text', 'unknown'])('%s counts as none, whatever Chromium says', async (backend) => {
    const store = keyStoreOf(storage(backend, true, false), 'linux');
    expect(await store.describe()).toEqual({ isAvailable: false, backend });
    await expect(store.wrap('a2V5')).rejects.toThrow();
    await expect(store.unwrap('a2V5')).rejects.toThrow();
  });

  test('a keyring that is there but closed counts as none', async () => {
    const store = keyStoreOf(storage('gnome_libsecret', false, false), 'linux');
    expect(await store.describe()).toEqual({ isAvailable: false, backend: 'gnome_libsecret' });
    await expect(store.wrap('a2V5')).rejects.toThrow();
  });

  test.each([true, false])('wraps and unwraps (asynchronous interface: %s)', async (hasAsync) => {
    const store = keyStoreOf(storage('gnome_libsecret', true, hasAsync), 'linux');
    const wrapped = await store.wrap('a2V5');
    expect(
      Buffer.from(wrapped, 'base64')
        .toString()
        .startsWith(hasAsync ? 'async' : 'sync'),
    ).toBe(true);
    expect(await store.unwrap(wrapped)).toBe('a2V5');
  });

  test('Windows and macOS have one backend each', async () => {
    expect((await keyStoreOf(storage('', true, true), 'win32').describe()).backend).toBe('dpapi');
    expect((await keyStoreOf(storage('', true, true), 'darwin').describe()).backend).toBe('keychain');
  });
});
