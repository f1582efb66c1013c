import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles seat and center for plain Node into `outDir` (inside the repo, so that packages are found). */
export async function bundleProcesses(outDir: string): Promise<{ seat: string; center: string }> {
  await bundle(outDir, {
    seat: `${root}tests/reliability/seat-process.ts`,
    center: `${root}src/center/server.ts`,
  });
  return { seat: `${outDir}/seat.cjs`, center: `${outDir}/center.cjs` };
}

/** The process that runs under the disk shim. */
export async function bundleDisk(outDir: string): Promise<string> {
  const folder = `${outDir}/disk`;
  await bundle(folder, { disk: `${root}tests/reliability/disk/process.ts` });
  return `${folder}/disk.cjs`;
}

async function bundle(outDir: string, input: Record<string, string>): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node22',
      minify: false,
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
    // One file each, so that a seat is up in a moment.
    ssr: { target: 'node', noExternal: true, external: ['better-sqlite3', '@electric-sql/pglite', 'pg'] },
  });
}
