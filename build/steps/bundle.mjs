// Step 6: dist/, built by build/bundle.mjs under the tools' Node.
export const bundle = { name: 'bundle', key: () => '', isReady: () => true, run: async () => {} };
