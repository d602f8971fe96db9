/** What is being edited: every setting inherited, own or cleared; and what of it is sent on Save. */

import type { Schema } from '@/api/client';
import type { SecureEnrollment } from '@/api/secure-enrollment';
import { type Change, type DraftOf, FIELDS, type Field, type Mode, SETTINGS } from './settings';

export type Draft = { [F in Field]: DraftOf<F> };

const MODES: Record<Schema<'Source'>, Mode> = { own: 'own', cleared: 'cleared', inherited: 'inherit', none: 'inherit' };

/** A draft made field by field. */
function each(of: <F extends Field>(field: F) => DraftOf<F>): Draft {
  return Object.fromEntries(FIELDS.map((field) => [field, of(field)])) as unknown as Draft;
}

/** The draft of a policy that says nothing itself. */
export function blankDraft(): Draft {
  return each((field) => ({ mode: 'inherit', ...SETTINGS[field].own(null) }));
}

/** The draft before anything was changed. Only own values are in it: what is inherited is not this policy's to edit. */
export function draftOf(enrollment: SecureEnrollment): Draft {
  return each((field) => {
    const { source, value } = SETTINGS[field].of(enrollment);
    return { mode: MODES[source], ...SETTINGS[field].own(source === 'own' ? (value ?? null) : null) };
  });
}

/** A field opened and left empty was not changed, and an emptied one shows nothing. */
function settled<F extends Field>(field: F, draft: DraftOf<F>, before: DraftOf<F>): DraftOf<F> {
  const { isBlank, own } = SETTINGS[field];
  if (draft.mode !== 'own' || !isBlank?.(draft)) return draft;
  return before.mode === 'own' ? { mode: 'cleared', ...own(null) } : before;
}

/** Whether two drafts say the same about a field. */
export function same<F extends Field>(field: F, a: Draft, b: Draft): boolean {
  const [one, other]: [DraftOf<F>, DraftOf<F>] = [a[field], b[field]];
  return one.mode === other.mode && (one.mode !== 'own' || SETTINGS[field].same(one, other));
}

/** The fields that were changed. */
export function changedFields(before: Draft, draft: Draft): Field[] {
  const now = each((field) => settled(field, draft[field], before[field]));
  return FIELDS.filter((field) => !same(field, before, now));
}

const NOT_OWN = { inherit: { inherit: true }, cleared: null } as const;

function sent<F extends Field>(field: F, draft: DraftOf<F>): Change {
  const { name, send } = SETTINGS[field];
  return draft.mode === 'own' ? send(draft) : { [name]: NOT_OWN[draft.mode] };
}

/** Only what was changed: value = own, null = cleared, inherit = inherit. */
export function changeOf(before: Draft, draft: Draft): Change {
  const one = <F extends Field>(field: F) => sent(field, settled(field, draft[field], before[field]));
  return Object.assign({}, ...changedFields(before, draft).map((field) => one(field)));
}

/** The same for the preview, which needs no passcode but only whether there is one. */
export function previewOf(before: Draft, draft: Draft): Change {
  const body = changeOf(before, draft);
  return typeof body.passcode === 'string' ? { ...body, passcode: { generate: true } } : body;
}

/** What is wrong before anything is sent, by JSON pointer, in the words the server would point with. */
export function mistakesOf(draft: Draft): Record<string, string> {
  const one = <F extends Field>(field: F) =>
    draft[field].mode === 'own' ? SETTINGS[field].mistakes(draft[field]) : {};
  return Object.assign({}, ...FIELDS.map((field) => one(field)));
}
