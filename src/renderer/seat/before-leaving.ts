type LastWord = () => Promise<void>;

const lastWords = new Set<LastWord>();

/** Registers what has to be written down before the person or the window leaves; returns how to take it back. */
export function beforeLeaving(lastWord: LastWord): () => void {
  lastWords.add(lastWord);
  return () => lastWords.delete(lastWord);
}

/** Runs all of it; rejects with the first failure, so that nobody leaves with something unsaved. */
export async function readyToLeave(): Promise<void> {
  await Promise.all([...lastWords].map((lastWord) => lastWord()));
}
