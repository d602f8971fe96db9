// Everything the page says: the catalogue the server put into the document, its holes filled, counts, waits and times worded.

import { direction, type Language } from './languages';
import type later from './locales/later/en.json';
import type page from './locales/page/en.json';

type Page = typeof page;
type CountKey = 'tries_left';
export type Catalogue = Page & typeof later;
export type TextKey = Exclude<keyof Catalogue, CountKey>;
type Values = Record<string, string | number>;

let language: Language = 'en';
let catalogue = {} as Catalogue;
let complete = false;

/** Takes the words of the first view from the document; what comes after it is fetched when it is needed. */
export function read(): void {
  use(document.documentElement.lang as Language, JSON.parse(document.getElementById('words')?.textContent ?? ''));
  complete = false;
}

/** Fetches a language and answers what switches to it; rejects when its file cannot be had. */
export async function learn(wanted: Language): Promise<() => void> {
  const answer = await fetch(`/landing/locales/${wanted}.json`);
  const { page, later } = await answer.json();
  return () => {
    use(wanted, { ...page, ...later });
    document.documentElement.lang = wanted;
    document.documentElement.dir = direction(wanted);
  };
}

/** Switches to a language as soon as it is here. */
export async function speak(wanted: Language): Promise<void> {
  (await learn(wanted))();
}

/** Fetches what the first view did not need, once. */
export async function complement(): Promise<void> {
  if (!complete) await speak(language);
}

/** The language the page speaks. */
export function spoken(): Language {
  return language;
}

/** Takes a catalogue that is at hand. */
export function use(chosen: Language, words: Catalogue): void {
  language = chosen;
  catalogue = words;
  complete = true;
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
