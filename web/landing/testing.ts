// What the tests share: a page, a visit, and the words of a language.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from './state';
import type { Visit } from './visit';
import type { Catalogue } from './words';

type Words = Record<string, string | Record<string, string>>;

/** One part of one language's catalogue. */
export function wordsOf(part: string, language: string): Words {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'locales', part, `${language}.json`), 'utf8')) as Words;
}

export function page(changes: Partial<Page> = {}): Page {
  return {
    organization_name: 'Northwind',
    logo: null,
    accent: null,
    text_html: null,
    language: 'en',
    passcode_required: true,
    paused: null,
    ...changes,
  };
}

export function visit(changes: Partial<Visit> = {}): Visit {
  const nothing = () => {};
  return {
    device: 'iphone',
    guess: 'iphone',
    token: 'T',
    outsideSafari: false,
    typed: '',
    submit: nothing,
    downloadAgain: nothing,
    restart: nothing,
    chooseDevice: nothing,
    ...changes,
  };
}

/** The whole catalogue of a language. */
export function catalogue(language: string): Catalogue {
  return { ...wordsOf('page', language), ...wordsOf('later', language) } as unknown as Catalogue;
}

/** A text without the characters that isolate what fills its holes. */
export function plain(text: string): string {
  return text.replace(/[\u2068\u2069]/g, '');
}
