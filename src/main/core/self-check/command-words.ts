import type { Words } from '../../../shared/self-check/report-text';
import { wordsOfLanguage } from '../../../shared/self-check/words-of';
import type { SettingsStore } from '../ports';

/** The words of a command's answer, in the language this seat is set to; Chinese where nobody can tell. */
export async function wordsOf(settings: SettingsStore): Promise<Words> {
  const language = await settings.load().then(
    (loaded) => loaded.language,
    () => 'zh-CN' as const,
  );
  return wordsOfLanguage(language);
}
