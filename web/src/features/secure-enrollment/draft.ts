/** What is being edited: page text, logo and passcode, each inherited, own or cleared; and what of it is sent on Save. */

import type { Schema } from '@/api/client';
import type { SecureEnrollment } from '@/api/secure-enrollment';

/** `inherit` also stands for nothing set anywhere. */
export type Mode = 'inherit' | 'own' | 'cleared';

export interface TextDraft {
  mode: Mode;
  markdown: string;
  translations: Record<string, string>;
}

export interface LogoDraft {
  mode: Mode;
  logo: { sha256: string; url: string; alt: string } | null;
}

export interface PasscodeDraft {
  mode: Mode;
  /** The own one in force; never the passcode itself. */
  set: { at: string; by: string | null } | null;
  /** What Save shall set in its place; null: it stays. */
  change: { typed: string } | 'generate' | null;
}

export interface Draft {
  text: TextDraft;
  logo: LogoDraft;
  passcode: PasscodeDraft;
}

export type Field = keyof Draft;
export const FIELDS: Field[] = ['passcode', 'logo', 'text'];

/** The body of the one request of Save. */
export type Change = Schema<'SecureEnrollmentChange'>;

export const LONGEST_TEXT = 4000;
export const LONGEST_ALT = 200;
export const PASSCODE = { shortest: 8, longest: 128 };

const MODES: Record<Schema<'Source'>, Mode> = { own: 'own', cleared: 'cleared', inherited: 'inherit', none: 'inherit' };

/** The draft before anything was changed. Only own values are in it: what is inherited is not this policy's to edit. */
export function draftOf({ page, passcode }: SecureEnrollment): Draft {
  const own = <T>(setting: { source: Schema<'Source'>; value?: T | null }) =>
    setting.source === 'own' ? (setting.value ?? null) : null;
  const text = own(page.text);
  const set = own(passcode);
  return {
    text: {
      mode: MODES[page.text.source],
      markdown: text?.markdown ?? '',
      translations: Object.fromEntries(
        Object.entries(text?.translations ?? {}).map(([language, { markdown }]) => [language, markdown]),
      ),
    },
    logo: { mode: MODES[page.logo.source], logo: own(page.logo) },
    passcode: {
      mode: MODES[passcode.source],
      set: set && { at: set.set_at, by: set.set_by?.name ?? null },
      change: null,
    },
  };
}

/** Languages without a word in them are left out. */
function written(translations: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(translations).filter(([, text]) => text.trim() !== ''));
}

const isBlank = (text: TextDraft) =>
  text.markdown.trim() === '' && Object.keys(written(text.translations)).length === 0;

/** A field opened and left empty was not changed, and an emptied one shows nothing. */
function settled(text: TextDraft, before: TextDraft): TextDraft {
  if (text.mode !== 'own' || !isBlank(text)) return text;
  return before.mode === 'own' ? { mode: 'cleared', markdown: '', translations: {} } : before;
}

function sameWords(a: Record<string, string>, b: Record<string, string>): boolean {
  const [one, other] = [written(a), written(b)];
  const languages = Object.keys(one);
  return (
    languages.length === Object.keys(other).length && languages.every((language) => one[language] === other[language])
  );
}

/** Whether two drafts say the same about a field. */
export const same: { [F in Field]: (a: Draft[F], b: Draft[F]) => boolean } = {
  text: (a, b) =>
    a.mode === b.mode && (a.mode !== 'own' || (a.markdown === b.markdown && sameWords(a.translations, b.translations))),
  logo: (a, b) =>
    a.mode === b.mode && (a.mode !== 'own' || (a.logo?.sha256 === b.logo?.sha256 && a.logo?.alt === b.logo?.alt)),
  passcode: (a, b) => a.mode === b.mode && a.change === null && b.change === null && a.set?.at === b.set?.at,
};

/** The fields that were changed. */
export function changedFields(before: Draft, draft: Draft): Field[] {
  const now = { ...draft, text: settled(draft.text, before.text) };
  return FIELDS.filter((field) => !unchanged(field, before, now));
}

function unchanged<F extends Field>(field: F, before: Draft, draft: Draft): boolean {
  return same[field](before[field], draft[field]);
}

const NOT_OWN = { inherit: { inherit: true }, cleared: null } as const;

/** Only what was changed: value = own, null = cleared, inherit = inherit. */
export function changeOf(before: Draft, draft: Draft): Change {
  const changed = changedFields(before, draft);
  const body: Change = {};
  if (changed.includes('text')) {
    const text = settled(draft.text, before.text);
    if (text.mode === 'own') {
      body.page_text = text.markdown;
      body.translations = written(text.translations);
    } else body.page_text = NOT_OWN[text.mode];
  }
  if (changed.includes('logo')) {
    const { mode, logo } = draft.logo;
    if (mode !== 'own') body.logo = NOT_OWN[mode];
    else if (logo) body.logo = { sha256: logo.sha256, alt: logo.alt.trim() };
  }
  if (changed.includes('passcode')) {
    const { mode, change } = draft.passcode;
    if (mode !== 'own') body.passcode = NOT_OWN[mode];
    else if (change) body.passcode = change === 'generate' ? { generate: true } : change.typed;
  }
  return body;
}

/** The same for the preview, which needs no passcode but only whether there is one. */
export function previewOf(before: Draft, draft: Draft): Change {
  const body = changeOf(before, draft);
  return typeof body.passcode === 'string' ? { ...body, passcode: { generate: true } } : body;
}

/** What is wrong before anything is sent, by JSON pointer, in the words the server would point with. */
export function mistakesOf(
  draft: Draft,
  say: Record<'passcodeShort' | 'passcodeLong' | 'textLong' | 'textMissing' | 'altLong' | 'logoMissing', string>,
): Record<string, string> {
  const found: Record<string, string> = {};
  const length = (text: string) => [...text].length;
  const { text, logo, passcode } = draft;
  if (passcode.mode === 'own' && passcode.change !== null && passcode.change !== 'generate') {
    const typed = length(passcode.change.typed);
    if (typed < PASSCODE.shortest) found['/passcode'] = say.passcodeShort;
    if (typed > PASSCODE.longest) found['/passcode'] = say.passcodeLong;
  }
  if (logo.mode === 'own' && !logo.logo) found['/logo'] = say.logoMissing;
  if (logo.mode === 'own' && logo.logo && length(logo.logo.alt) > LONGEST_ALT) found['/logo/alt'] = say.altLong;
  if (text.mode === 'own') {
    if (length(text.markdown) > LONGEST_TEXT) found['/page_text'] = say.textLong;
    if (text.markdown.trim() === '' && !isBlank(text)) found['/page_text'] = say.textMissing;
    for (const [language, words] of Object.entries(text.translations)) {
      if (length(words) > LONGEST_TEXT) found[`/translations/${language}`] = say.textLong;
    }
  }
  return found;
}
