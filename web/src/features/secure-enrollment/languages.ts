/** Languages a page text can be written in, by their own names and in English. */

/** Those the landing page itself speaks; a page text can have more. */
export const SHIPPED = ['en', 'de', 'ar'];

const OFFERED =
  'ar bg ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nb nl pl pt pt-BR ro ru sk sl sr sv th tr uk vi zh-Hans zh-Hant';

/** `Deutsch`; a tag without a name as it is. */
export function ownName(tag: string): string {
  return nameIn(tag, tag);
}

/** `German`. */
export function englishName(tag: string): string {
  return nameIn(tag, 'en');
}

function nameIn(tag: string, language: string): string {
  try {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return tag;
  }
}

/** What can still be added, sorted by English name. */
export function offered(taken: string[]): { value: string; label: string }[] {
  return OFFERED.split(' ')
    .filter((tag) => !taken.includes(tag))
    .map((tag) => ({ value: tag, label: `${englishName(tag)} · ${ownName(tag)}` }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
