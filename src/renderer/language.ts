import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Settings } from '../shared/ipc/contract';
import zhCN from '../shared/locales/zh-CN.json';

export type Language = Settings['language'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'seat';
    resources: { seat: typeof zhCN };
  }
}

/** Chinese is in the first script; English is fetched from the app itself when somebody chooses it. */
export function makeLanguages(): i18n {
  const languages = createInstance();
  void languages.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    initAsync: false,
    defaultNS: 'seat',
    ns: ['seat'],
    resources: { 'zh-CN': { seat: zhCN } },
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  return languages;
}

/** Switches texts, the document's language and its title together. */
export async function speak(
  languages: i18n,
  language: Language,
  title: 'app.title' | 'practice.title' = 'app.title',
): Promise<void> {
  if (language === 'en-US' && !languages.hasResourceBundle('en-US', 'seat')) {
    const { default: enUS } = await import('../shared/locales/en-US.json');
    languages.addResourceBundle('en-US', 'seat', enUS);
  }
  await languages.changeLanguage(language);
  document.documentElement.lang = language;
  document.title = languages.t(title);
}
