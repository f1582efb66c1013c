import type { ReporterIdentity } from '../../../shared/call/form';

/** Nothing was told in it: a field was touched and left empty. */
export function isBlank({ name, phone, contactNote, originals }: ReporterIdentity): boolean {
  return [name, phone, contactNote].every((text) => text.trim() === '') && originals.length === 0;
}
