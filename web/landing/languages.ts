// The languages the landing page ships, with their own names; adding one means a line here and a file in locales/.

export const languages = {
  en: 'English',
  de: 'Deutsch',
  ar: 'العربية',
} as const;

export type Language = keyof typeof languages;

/** The shipped language nearest to a wanted one ("de-AT" is "de"); English when there is none. */
export function nearestLanguage(wanted: string): Language {
  const primary = wanted.toLowerCase().split('-')[0] ?? '';
  return primary in languages ? (primary as Language) : 'en';
}

/** Which way a language is written. */
export function direction(language: Language): 'rtl' | 'ltr' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
