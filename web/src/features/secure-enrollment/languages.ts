/** Languages a page text can be written in, by their own names and in English. */

/** Those the landing page itself speaks; a page text can have more. */
export const SHIPPED =
  'en ar cs da de es fi fr he hi id it ja ko nb nl pl pt pt-PT ro sv tr uk vi zh-Hans zh-Hant'.split(' ');

const MORE = 'bg ca el et fa hr hu lt lv ru sk sl sr th'.split(' ');

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
  return [...SHIPPED, ...MORE]
    .filter((tag) => !taken.includes(tag))
    .map((tag) => ({ value: tag, label: [...new Set([englishName(tag), ownName(tag)])].join(' · ') }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
