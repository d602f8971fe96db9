// Everything the page says: picks the catalogue, fills its holes, words counts, waits and times.

import { direction, type Language, nearestLanguage } from './languages';
import type laterEnglish from './locales/later/en.json';
import page from './locales/page/en.json';

type Page = typeof page;
export type Later = typeof laterEnglish;
type CountKey = 'tries_left';
export type Catalogue = Page & Later;
export type TextKey = Exclude<keyof Catalogue, CountKey>;
type Values = Record<string, string | number>;

// English comes with the script: the first view's part at once, the rest with later.ts.
let english = page as Catalogue;
let language: Language = 'en';
let catalogue = english;

/** Adds the English of what is shown after the first view. */
export function learn(later: Later): void {
  english = { ...english, ...later };
  if (language === 'en') catalogue = english;
}

/** Switches language, fetching its catalogue when it is not English. A catalogue that cannot be had leaves English. */
export async function speak(wanted: string): Promise<void> {
  let nearest = nearestLanguage(wanted);
  let found = english;
  if (nearest !== 'en') {
    try {
      const answer = await fetch(`/landing/locales/${nearest}.json`);
      const { page, later } = (await answer.json()) as { page: Page; later: Later };
      found = { ...page, ...later };
    } catch {
      nearest = 'en';
    }
  }
  use(nearest, found);
  document.documentElement.lang = nearest;
  document.documentElement.dir = direction(nearest);
}

/** The language the page speaks. */
export function spoken(): Language {
  return language;
}

/** Takes a catalogue that is at hand. */
export function use(chosen: Language, words: Catalogue): void {
  language = chosen;
  catalogue = words;
}

// What fills a hole (an organization's name, a time) keeps its own direction: U+2068 … U+2069 isolate it.
function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `\u2068${values[name] ?? ''}\u2069`);
}

/** A text of the catalogue with its holes filled. */
export function say(key: TextKey, values: Values = {}): string {
  return fill(catalogue[key], values);
}

/** A text that depends on a count. */
export function sayCount(key: CountKey, count: number): string {
  const forms: Record<string, string> = catalogue[key];
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? '';
  return fill(form, { count: new Intl.NumberFormat(language).format(count) });
}

/** A text whose *starred* parts are names on the screen of the device. */
export function sayRich(key: TextKey, values: Values = {}): (Node | string)[] {
  return say(key, values)
    .split('*')
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const name = document.createElement('b');
      name.textContent = part;
      return name;
    });
}

/** A wait as minutes and seconds, "0:45", rounded up so that it never says 0:00 too early. */
export function minutes(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const number = new Intl.NumberFormat(language, { useGrouping: false });
  const padded = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 });
  return `${number.format(Math.floor(seconds / 60))}:${padded.format(seconds % 60)}`;
}
