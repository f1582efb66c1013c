import { join } from 'node:path';
import { aPdf } from '../files/documents';
import { aPng } from '../files/pictures';
import type { PaperOffice } from '../../../src/main/core/papers/office';

/** A shell whose dialogs a person answers with files of a folder, whose pdf is the page it was given, and whose printer says no. */
export class FakeOffice implements PaperOffice {
  readonly pages: string[] = [];
  readonly suggested: string[] = [];
  /** What the next dialogs are answered with; null: thought better of it. */
  answer: string | null | undefined;

  constructor(readonly folder: string) {}

  async toPdf(html: string): Promise<Uint8Array> {
    this.pages.push(html);
    return aPdf();
  }

  async toPng(html: string): Promise<Uint8Array> {
    this.pages.push(html);
    return aPng();
  }

  async print(html: string): Promise<boolean> {
    this.pages.push(html);
    return true;
  }

  async saveTo(fileName: string): Promise<string | null> {
    this.suggested.push(fileName);
    return this.answer === undefined ? join(this.folder, fileName) : this.answer;
  }

  async openPaper(): Promise<string | null> {
    return this.answer ?? null;
  }
}
