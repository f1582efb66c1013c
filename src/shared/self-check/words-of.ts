import { wordsIn, type Words } from './report-text';

/** The words of a command's answer in one language, read only where a command runs. */
export async function wordsOfLanguage(language: 'zh-CN' | 'en-US'): Promise<Words> {
  const { default: locale } =
    language === 'en-US' ? await import('../locales/en-US.json') : await import('../locales/zh-CN.json');
  return wordsIn(locale);
}
