import { rename, rm, writeFile } from 'node:fs/promises';
import type { Paper, PaperFormat } from '../../../shared/papers/paper';
import { Refusal } from '../refusal';

/** A paper as the bytes of a file. */
export type PaperWriter = (paper: Paper) => Promise<Uint8Array>;

/** Where papers go: the formats there are, and a file where the person says. */
export interface SavePaper {
  readonly formats: readonly PaperFormat[];
  /** False where the person thought better of it. Throws `paper_failed` where the disk does not take it. */
  save(paper: Paper, format: PaperFormat, name: string): Promise<boolean>;
}

/** `whereTo` asks the person; null where they thought better of it. */
export function createSavePaper(
  writers: Partial<Record<PaperFormat, PaperWriter>>,
  whereTo: ((fileName: string) => Promise<string | null>) | undefined,
): SavePaper {
  return {
    formats: whereTo === undefined ? [] : (Object.keys(writers) as PaperFormat[]),
    async save(paper, format, name) {
      const write = writers[format];
      if (write === undefined || whereTo === undefined) throw new Refusal('paper_failed');
      const path = await whereTo(`${name}.${format}`);
      if (path === null) return false;
      const bytes = await write(paper);
      await put(path, bytes);
      return true;
    },
  };
}

/** Under its name only once it is whole. */
async function put(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await writeFile(unfinished, bytes, { mode: 0o600 });
    await rename(unfinished, path);
  } catch {
    await rm(unfinished, { force: true }).catch(() => undefined); // the disk is gone, and the file with it
    throw new Refusal('paper_failed');
  }
}
