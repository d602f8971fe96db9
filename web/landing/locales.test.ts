// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { languages } from './languages';
import refusals from './refusals.json';
import { wordsOf } from './testing';

const parts = ['page', 'later', 'server'];
const files = (part: string) => readdirSync(fileURLToPath(new URL(`./locales/${part}`, import.meta.url)));
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
const stars = (text: string) => text.split('*').length;

describe.each(parts)('the %s catalogues', (part) => {
  const english = wordsOf(part, 'en');

  it('are the shipped languages', () => {
    expect(files(part).sort()).toEqual(languages.map((language) => `${language}.json`).sort());
  });

  it.each(languages)('have no key missing, extra or empty in %s', (language) => {
    const words = wordsOf(part, language);
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    expect(Object.entries(words).filter(([, text]) => text === '')).toEqual([]);
  });

  it.each(languages)('have the same holes and starred names in %s', (language) => {
    for (const [key, text] of Object.entries(wordsOf(part, language))) {
      const original = english[key];
      if (typeof text !== 'string' || typeof original !== 'string') continue;
      // A translation may leave the device's name out where the sentence is clear without it.
      const needed = holes(original).filter((hole) => hole !== '{device}' || text.includes(hole));
      expect([key, holes(text)]).toEqual([key, needed]);
      expect([key, stars(text)]).toEqual([key, stars(original)]);
    }
  });

  it.each(languages)('have every plural form that %s knows, and no other', (language) => {
    for (const forms of Object.values(wordsOf(part, language))) {
      if (typeof forms === 'string') continue;
      expect(Object.keys(forms).sort()).toEqual(
        [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort(),
      );
    }
  });
});

it.each(languages.filter((language) => language !== 'en'))('nothing is left in English in %s', (language) => {
  const left = parts.flatMap((part) => {
    const english = wordsOf(part, 'en');
    return Object.entries(wordsOf(part, language))
      .filter(([key, text]) => text === english[key])
      .map(([key]) => key);
  });
  expect(left).toEqual([]);
});

it('no key stands in two parts', () => {
  const keys = ['page', 'later'].flatMap((part) => Object.keys(wordsOf(part, 'en')));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it('every text is said somewhere, by the page or by the server', () => {
  const folders = ['.', '../../api/server/src/pages/landing'].map((folder) =>
    fileURLToPath(new URL(folder, import.meta.url)),
  );
  const code = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => /\.(ts|rs)$/.test(file) && !/\.test\.ts$|^testing\.ts$/.test(file))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
  );
  const said = new Set(code.flatMap((text) => [...text.matchAll(/['"](\w+)['"]/g)].map((found) => found[1])));
  // Steps of a Mac and refusals find their text by a name that is put together or looked up.
  const composed = [...Object.values(refusals), 'mac15_text', 'mac13_text'];
  const unsaid = parts.flatMap((part) => Object.keys(wordsOf(part, 'en')));
  expect(unsaid.filter((key) => !said.has(key) && !composed.includes(key))).toEqual([]);
});
