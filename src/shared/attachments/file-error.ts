import type { FileRefusal } from './attachment';

/** A file that is not taken; `reason` is all that is ever said of it. */
export class FileError extends Error {
  constructor(readonly reason: FileRefusal) {
    super(reason);
    this.name = 'FileError';
  }
}

export function refuse(reason: FileRefusal): never {
  throw new FileError(reason);
}
