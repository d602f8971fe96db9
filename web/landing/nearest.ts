// Which shipped language is nearest to a wanted one, for the preview; the server decides for visitors, by the same table of cases.

import { type Language, languages } from './languages';

const renamed: Record<string, string> = { iw: 'he', in: 'id', no: 'nb', nn: 'nb', cmn: 'zh', yue: 'zh' };

/** The shipped language nearest to a tag ("de-AT" is "de", "zh-TW" is "zh-Hant"); English when there is none. */
export function nearestLanguage(tag: string): Language {
  const [written = '', ...rest] = tag.split('-');
  const primary = renamed[written.toLowerCase()] ?? written.toLowerCase();
  const has = (pattern: RegExp) => rest.some((part) => pattern.test(part));
  let wanted = primary;
  if (primary === 'zh') {
    const traditional = !has(/^hans$/i) && (has(/^(hant|tw|hk|mo)$/i) || /^yue$/i.test(written));
    wanted = traditional ? 'zh-Hant' : 'zh-Hans';
  }
  // Portuguese outside Brazil is written as in Portugal.
  if (primary === 'pt' && has(/^[a-z]{2}$/i) && !has(/^br$/i)) wanted = 'pt-PT';
  return languages.find((language) => language === wanted) ?? 'en';
}
