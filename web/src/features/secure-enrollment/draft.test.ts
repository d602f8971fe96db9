import { describe, expect, it } from 'vitest';
import type { SecureEnrollment } from '@/api/secure-enrollment';
import { blankDraft, changedFields, changeOf, type Draft, draftOf, mistakesOf, previewOf } from './draft';
import { merge } from './merge';
import { FIELDS } from './settings';
import { words } from './words';

const nothing = blankDraft();
const own: Draft = {
  ...nothing,
  text: { mode: 'own', markdown: 'Welcome', translations: { de: 'Willkommen' } },
  logo: { mode: 'own', logo: { sha256: 'aa', url: '/api/v1/logos/aa.png', alt: 'Acme' } },
  passcode: { mode: 'own', set: { at: '2026-11-20T10:00:00Z', by: 'Olga' }, change: null },
};
const text = (markdown: string, translations: Record<string, string> = {}) =>
  ({ mode: 'own', markdown, translations }) as const;

describe('a draft of what the server has', () => {
  const none = { source: 'none', value: null };
  const nowhere = Object.fromEntries(FIELDS.map((field) => [field, none]));
  const enrollment = {
    ...nowhere,
    page: {
      ...nowhere,
      logo: { source: 'inherited', from_policy_id: 'a', value: { url: '/x.png', sha256: 'aa', alt: 'Acme' } },
      text: {
        source: 'own',
        from_policy_id: 'b',
        value: { markdown: 'Hi', html: '<p>Hi</p>', translations: { de: { markdown: 'Hallo', html: '' } } },
      },
    },
    passcode: { source: 'cleared', from_policy_id: 'b', value: null },
  } as unknown as SecureEnrollment;

  it('holds own values only, and knows what is inherited and cleared', () => {
    expect(draftOf(enrollment)).toEqual({
      ...nothing,
      text: text('Hi', { de: 'Hallo' }),
      logo: { mode: 'inherit', logo: null },
      passcode: { mode: 'cleared', set: null, change: null },
    });
  });
});

describe('what Save sends', () => {
  it('sends nothing when nothing was changed', () => {
    expect(changeOf(own, own)).toEqual({});
    expect(changedFields(own, structuredClone(own))).toEqual([]);
  });

  it('inherit, own and cleared, for each field on its own', () => {
    expect(changeOf(own, { ...own, logo: { mode: 'inherit', logo: null } })).toEqual({ logo: { inherit: true } });
    expect(changeOf(own, { ...own, logo: { mode: 'cleared', logo: null } })).toEqual({ logo: null });
    expect(changeOf(nothing, { ...nothing, logo: own.logo })).toEqual({ logo: { sha256: 'aa', alt: 'Acme' } });
    expect(changeOf(own, { ...own, passcode: { ...own.passcode, mode: 'cleared' } })).toEqual({ passcode: null });
    expect(changeOf(own, { ...own, passcode: { ...own.passcode, mode: 'inherit' } })).toEqual({
      passcode: { inherit: true },
    });
    expect(changeOf(own, { ...own, text: { ...own.text, mode: 'inherit' } })).toEqual({ page_text: { inherit: true } });
  });

  it('a text goes with all of its languages, without the empty ones', () => {
    const draft = { ...own, text: text('Welcome', { de: 'Willkommen', ar: ' ' }) };
    expect(changeOf(own, draft)).toEqual({});
    expect(changeOf(own, { ...own, text: text('Welcome', { fr: 'Bienvenue', ar: '' }) })).toEqual({
      page_text: 'Welcome',
      translations: { fr: 'Bienvenue' },
    });
  });

  it('a text opened and left empty is no change; an emptied one is cleared', () => {
    expect(changeOf(nothing, { ...nothing, text: text(' ') })).toEqual({});
    expect(changeOf(own, { ...own, text: text('', { de: '' }) })).toEqual({ page_text: null });
  });

  it('a passcode as typed, or generated; the one that is set is never sent', () => {
    const typed = { ...own, passcode: { ...own.passcode, change: { typed: ' s3cret phrase ' } } };
    expect(changeOf(own, typed)).toEqual({ passcode: ' s3cret phrase ' });
    const generated = { ...nothing, passcode: { mode: 'own', set: null, change: 'generate' } } as const;
    expect(changeOf(nothing, generated)).toEqual({ passcode: { generate: true } });
  });

  it('the preview never carries a passcode', () => {
    const typed = { ...own, passcode: { ...own.passcode, change: { typed: 'abc' } } };
    expect(previewOf(own, typed)).toEqual({ passcode: { generate: true } });
  });
});

describe('mistakes', () => {
  const passcode = (typed: string): Draft => ({ ...nothing, passcode: { mode: 'own', set: null, change: { typed } } });

  it('counts characters as people do, at both limits', () => {
    expect(mistakesOf(passcode('1234567'))).toEqual({ '/passcode': words.passcode.short });
    expect(mistakesOf(passcode('🔑'.repeat(8)))).toEqual({});
    expect(mistakesOf(passcode('x'.repeat(128)))).toEqual({});
    expect(mistakesOf(passcode('x'.repeat(129)))).toEqual({ '/passcode': words.passcode.long });
  });

  it('4,000 characters for each language', () => {
    const long = 'x'.repeat(4001);
    expect(mistakesOf({ ...nothing, text: text('x'.repeat(4000)) })).toEqual({});
    expect(mistakesOf({ ...nothing, text: text(long, { de: long }) })).toEqual({
      '/page_text': words.text.long,
      '/translations/de': words.text.long,
    });
  });

  it('languages need a text to fall back to, and an own logo a picture', () => {
    const draft = { ...nothing, text: text('', { de: 'Hallo' }), logo: { mode: 'own', logo: null } } as Draft;
    expect(mistakesOf(draft)).toEqual({ '/page_text': words.text.missing, '/logo': words.logo.missing });
  });
});

describe('when somebody else saved meanwhile', () => {
  const theirs: Draft = { ...own, text: text('Theirs'), logo: { mode: 'cleared', logo: null } };

  it('keeps mine, takes theirs where I changed nothing, and asks about what both changed', () => {
    const mine: Draft = { ...own, text: text('Mine') };
    expect(merge(own, mine, theirs)).toEqual({
      draft: { ...own, text: text('Mine'), logo: theirs.logo },
      disputed: ['text'],
      taken: ['logo'],
    });
  });

  it('a new passcode of theirs is seen though nobody can read it', () => {
    const renewed: Draft = { ...own, passcode: { ...own.passcode, set: { at: '2026-11-25T10:00:00Z', by: 'Adam' } } };
    expect(merge(own, own, renewed)).toMatchObject({ draft: renewed, disputed: [], taken: ['passcode'] });
    const mine: Draft = { ...own, passcode: { ...own.passcode, change: 'generate' } };
    expect(merge(own, mine, renewed)).toMatchObject({ draft: mine, disputed: ['passcode'] });
  });

  it('the same change by both is no dispute', () => {
    const both: Draft = { ...own, text: text('Same') };
    expect(merge(own, both, both)).toEqual({ draft: both, disputed: [], taken: [] });
  });
});
