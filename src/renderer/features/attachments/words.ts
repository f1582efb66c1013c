/** What a file dialog offers; what a file is, its bytes say. */
export const ACCEPTED = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx';

/** `1.2 MB`: the same in every language. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
