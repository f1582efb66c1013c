import { defineConfig } from 'vitest/config';

const project = (name: string, options: object = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], ...options },
});

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    passWithNoTests: true,
    setupFiles: ['tests/seed.ts', 'tests/native-store.ts'],
    // A condition is waited for until the machine has come to it; vitest's own second is none on a busy one.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      project('unit'),
      project('migrations'),
      project('integration', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('contract', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('views', {
        maxConcurrency: 2,
        // A walk begins anew in a fresh window; one that a busy machine disturbed is walked once more, and says so.
        retry: 1,
        testTimeout: 180_000,
        hookTimeout: 120_000,
        globalSetup: 'build/vite/vitest-display.mjs',
      }),
      project('end-to-end', {
        fileParallelism: false,
        testTimeout: 180_000,
        hookTimeout: 120_000,
        globalSetup: 'build/vite/vitest-display.mjs',
      }),
      project('packages', {
        fileParallelism: false,
        testTimeout: 120_000,
        hookTimeout: 240_000,
        globalSetup: 'build/vite/vitest-display.mjs',
      }),
    ],
  },
});
