import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAX_SOCKET_PATH = 100; // bytes; the kernel takes 107

/**
 * Holds `folder` for this process until the returned function is called or the process ends, however it ends: a
 * listening local socket, which no killed process leaves behind alive. Throws where another process holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const address = addressOf(folder);
  const server = (await listen(address)) ?? (await listenAfterTheDead(address));
  if (server === null) {
    throw new Error(`Another center works in ${folder}. Stop it first, or choose another folder.`);
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function addressOf(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\hn12369-center-${hash}`;
  const beside = `${folder}.lock`;
  return Buffer.byteLength(beside) <= MAX_SOCKET_PATH
    ? beside
    : join(tmpdir(), `hn12369-center-${hash}.lock`);
}

/** The server, or null where the address is taken. */
function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}

/** A socket file whose process was killed answers nobody: it is removed and taken over. */
async function listenAfterTheDead(address: string): Promise<Server | null> {
  if (await isAnswered(address)) return null;
  await unlink(address).catch(() => undefined);
  return listen(address);
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED'));
  });
}
