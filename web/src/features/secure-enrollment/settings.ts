/** The inheritable settings, listed once: what of each is edited, how it stands on the wire, and what is wrong with it. */

import type { Schema } from '@/api/client';
import type { SecureEnrollment } from '@/api/secure-enrollment';
import { MAX_ALT_CHARS, MAX_PASSCODE_CHARS, MAX_TEXT_CHARS, MIN_PASSCODE_CHARS } from '@/lib/limits';
import { words } from './words';

/** `inherit` also stands for nothing set anywhere. */
export type Mode = 'inherit' | 'own' | 'cleared';

/** A setting as the server answers it. */
export interface Setting<V> {
  source: Schema<'Source'>;
  from_policy_id?: string | null;
  value?: V | null;
}

type ValueIn<S> = S extends { value?: infer V } ? NonNullable<V> : never;

/** What the server answers as the value of each. */
interface Values {
  passcode: ValueIn<SecureEnrollment['passcode']>;
  logo: ValueIn<SecureEnrollment['page']['logo']>;
  text: ValueIn<SecureEnrollment['page']['text']>;
}

/** What of each is edited. */
interface Own {
  passcode: {
    /** The own one in force; never the passcode itself. */
    set: { at: string; by: string | null } | null;
    /** What Save shall set in its place; null: it stays. */
    change: { typed: string } | 'generate' | null;
  };
  logo: { logo: { sha256: string; url: string; alt: string } | null };
  text: { markdown: string; translations: Record<string, string> };
}

export type Field = keyof Own;
export type Value<F extends Field> = Values[F];
export type DraftOf<F extends Field> = { mode: Mode } & Own[F];

/** The body of the one request of Save. */
export type Change = Schema<'SecureEnrollmentChange'>;

interface Definition<F extends Field> {
  /** Where the server answers it. */
  of: (enrollment: SecureEnrollment) => Setting<Values[F]>;
  /** Its name in the body of Save. */
  name: keyof Change;
  /** What the server may point at, by its beginning. */
  pointers: string[];
  /** What is edited of a value; null: none of one's own. */
  own: (value: Values[F] | null) => Own[F];
  /** What is edited first, when it becomes one's own. */
  begin: (own: Own[F]) => Own[F];
  /** What stays when it is cleared or inherited instead. */
  left: (own: Own[F]) => Own[F];
  /** Whether two of one's own say the same. */
  same: (a: Own[F], b: Own[F]) => boolean;
  /** Opened and left empty: that is no change, and an emptied one shows nothing. */
  isBlank?: (own: Own[F]) => boolean;
  /** One's own in the body of Save. */
  send: (own: Own[F]) => Change;
  /** What is wrong with one's own before anything is sent, by JSON pointer. */
  mistakes: (own: Own[F]) => Record<string, string>;
  /** One's own in a few words. */
  summary: (own: Own[F]) => string;
}

const length = (text: string) => [...text].length;

/** Languages without a word in them are left out. */
function written(translations: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(translations).filter(([, text]) => text.trim() !== ''));
}

function sameWords(a: Record<string, string>, b: Record<string, string>): boolean {
  const [one, other] = [written(a), written(b)];
  const languages = Object.keys(one);
  return (
    languages.length === Object.keys(other).length && languages.every((language) => one[language] === other[language])
  );
}

const isBlankText = (text: Own['text']) =>
  text.markdown.trim() === '' && Object.keys(written(text.translations)).length === 0;

/** In the order of the form. */
export const SETTINGS: { [F in Field]: Definition<F> } = {
  passcode: {
    of: ({ passcode }) => passcode,
    name: 'passcode',
    pointers: ['/passcode'],
    own: (value) => ({ set: value && { at: value.set_at, by: value.set_by?.name ?? null }, change: null }),
    begin: ({ set }) => ({ set, change: { typed: '' } }),
    left: ({ set }) => ({ set, change: null }),
    same: (a, b) => a.change === null && b.change === null && a.set?.at === b.set?.at,
    send: ({ change }) =>
      change === null ? {} : { passcode: change === 'generate' ? { generate: true } : change.typed },
    mistakes: ({ change }): Record<string, string> => {
      if (change === null || change === 'generate') return {};
      const typed = length(change.typed);
      if (typed < MIN_PASSCODE_CHARS) return { '/passcode': words.passcode.short };
      return typed > MAX_PASSCODE_CHARS ? { '/passcode': words.passcode.long } : {};
    },
    summary: ({ change }) =>
      change && change !== 'generate' ? words.conflict.typedPasscode : words.conflict.newPasscode,
  },
  logo: {
    of: ({ page }) => page.logo,
    name: 'logo',
    pointers: ['/logo'],
    own: (logo) => ({ logo }),
    begin: () => ({ logo: null }),
    left: () => ({ logo: null }),
    same: (a, b) => a.logo?.sha256 === b.logo?.sha256 && a.logo?.alt === b.logo?.alt,
    send: ({ logo }) => (logo ? { logo: { sha256: logo.sha256, alt: logo.alt.trim() } } : {}),
    mistakes: ({ logo }): Record<string, string> => {
      if (!logo) return { '/logo': words.logo.missing };
      return length(logo.alt) > MAX_ALT_CHARS ? { '/logo/alt': words.logo.altLong } : {};
    },
    summary: ({ logo }) => logo?.alt ?? words.conflict.nothing,
  },
  text: {
    of: ({ page }) => page.text,
    name: 'page_text',
    pointers: ['/page_text', '/translations'],
    own: (value) => ({
      markdown: value?.markdown ?? '',
      translations: Object.fromEntries(
        Object.entries(value?.translations ?? {}).map(([language, { markdown }]) => [language, markdown]),
      ),
    }),
    begin: (text) => text,
    left: (text) => text,
    same: (a, b) => a.markdown === b.markdown && sameWords(a.translations, b.translations),
    isBlank: isBlankText,
    send: ({ markdown, translations }) => ({ page_text: markdown, translations: written(translations) }),
    mistakes: (text) => {
      const found: Record<string, string> = {};
      if (length(text.markdown) > MAX_TEXT_CHARS) found['/page_text'] = words.text.long;
      if (text.markdown.trim() === '' && !isBlankText(text)) found['/page_text'] = words.text.missing;
      for (const [language, variant] of Object.entries(text.translations)) {
        if (length(variant) > MAX_TEXT_CHARS) found[`/translations/${language}`] = words.text.long;
      }
      return found;
    },
    summary: ({ markdown, translations }) => [markdown, ...Object.values(translations)].filter(Boolean).join('\n'),
  },
};

export const FIELDS = Object.keys(SETTINGS) as Field[];

/** The setting that a JSON pointer of the server is about. */
export function fieldOf(pointer: string): Field | undefined {
  return FIELDS.find((field) => SETTINGS[field].pointers.some((start) => pointer.startsWith(start)));
}
