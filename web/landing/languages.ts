// The languages the landing page ships; adding one means a code here and in the domain's reading.rs, and its files in locales/.

export const languages = [
  'en',
  'ar',
  'cs',
  'da',
  'de',
  'es',
  'fi',
  'fr',
  'he',
  'hi',
  'id',
  'it',
  'ja',
  'ko',
  'nb',
  'nl',
  'pl',
  'pt',
  'pt-PT',
  'ro',
  'sv',
  'tr',
  'uk',
  'vi',
  'zh-Hans',
  'zh-Hant',
] as const;

export type Language = (typeof languages)[number];

/** Which way a language is written. */
export function direction(language: Language): 'rtl' | 'ltr' {
  return language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
}

/** What a language calls itself, as it stands at the beginning of a line. */
export function ownName(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
