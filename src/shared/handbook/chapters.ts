/** A part of a handbook under one heading of the second degree. */
export interface Chapter {
  title: string;
  /** Markdown, without the title. */
  text: string;
}

/**
 * The chapters of a handbook's Markdown, split at its `##`. What stands before the first one belongs to a chapter named as
 * the book (`#`); an empty one is left out.
 */
export function chaptersOf(markdown: string): Chapter[] {
  const [head = '', ...rest] = markdown.split(/^## /m);
  const parts = [head.replace(/^# /, ''), ...rest].map((part) => {
    const end = part.indexOf('\n');
    return { title: part.slice(0, end).trim(), text: part.slice(end + 1).trim() };
  });
  return parts.filter(({ text }) => text !== '');
}

/** The places of a handbook where every word that was typed stands (split at white space), titles before texts. */
export function chaptersWith<T extends Chapter>(chapters: readonly T[], typed: string): T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const weight = ({ title, text }: Chapter) => {
    const both = `${title}\n${text}`.toLowerCase();
    if (!words.every((word) => both.includes(word))) return 0;
    return words.every((word) => title.toLowerCase().includes(word)) ? 2 : 1;
  };
  return chapters.filter((each) => weight(each) > 0).sort((one, other) => weight(other) - weight(one));
}

/** A key as a handbook writes it, `@name` of a shortcut; null for other words between backticks. */
export const shortcutIn = (code: string): string | null => /^@(\w+)$/.exec(code)?.[1] ?? null;
