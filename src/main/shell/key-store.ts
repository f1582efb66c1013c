import type { SafeStorage } from 'electron';
import type { KeyStore } from '../core/ports';

/** `isAsyncEncryptionAvailable` and its like exist from Electron 44; the synchronous ones go with 46. */
type AnySafeStorage = SafeStorage &
  Partial<Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>>;

/**
 * The key store of the operating system behind the core's port. Fails closed: without a real backend it says "not
 * available" and wraps nothing, whatever Chromium would do with its fixed password (`basic_text`).
 */
export function keyStoreOf(safeStorage: AnySafeStorage, platform: NodeJS.Platform): KeyStore {
  const backend = (): string => {
    if (platform === 'win32') return 'dpapi';
    if (platform === 'darwin') return 'keychain';
    return safeStorage.getSelectedStorageBackend();
  };
  const isReal = async (): Promise<boolean> => {
    if (['basic_text', 'unknown'].includes(backend())) return false;
    return safeStorage.isAsyncEncryptionAvailable
      ? await safeStorage.isAsyncEncryptionAvailable()
      : safeStorage.isEncryptionAvailable();
  };
  const requireReal = async (): Promise<void> => {
    if (!(await isReal())) throw new Error('No key store of the operating system');
  };
  return {
    describe: async () => ({ isAvailable: await isReal(), backend: backend() }),
    async wrap(keyBase64) {
      await requireReal();
      const wrapped = safeStorage.encryptStringAsync
        ? await safeStorage.encryptStringAsync(keyBase64)
        : safeStorage.encryptString(keyBase64);
      return wrapped.toString('base64');
    },
    async unwrap(wrappedBase64) {
      await requireReal();
      const wrapped = Buffer.from(wrappedBase64, 'base64');
      return safeStorage.decryptStringAsync
        ? (await safeStorage.decryptStringAsync(wrapped)).result
        : safeStorage.decryptString(wrapped);
    },
  };
}
