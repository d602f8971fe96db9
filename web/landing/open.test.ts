// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { elsewhereView } from './later';
import { openView } from './open';
import type { Problem, State } from './state';
import { catalogue, page, visit } from './testing';
import { use } from './words';

const open = (problem: Problem | null = null, busy = false): State => ({ kind: 'open', page: page(), busy, problem });

beforeEach(() => use('en', catalogue('en')));

function shown(changes: Parameters<typeof page>[0] = {}, of = visit()) {
  const view = openView(page(changes), of);
  document.body.replaceChildren(view.node);
  view.update?.(open());
  const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector);
  return { view, find, input: () => find<HTMLInputElement>('#passcode') };
}

describe('the page', () => {
  const logo = { url: '/api/v1/logos/0.png', alt: 'Northwind', ground: 'any', width: 96, height: 40 } as const;
  const text_html = '<p>Hello.</p>';
  const all = [false, true];

  it.each(all.flatMap((l) => all.flatMap((t) => all.map((p) => [l, t, p] as const))))(
    'shows what is set: logo %s, text %s, passcode %s',
    (hasLogo, hasText, passcode_required) => {
      const set = { logo: hasLogo ? logo : null, text_html: hasText ? text_html : null, passcode_required };
      const { find, input } = shown(set);
      expect(find('.logo') !== null).toBe(hasLogo);
      expect(find('.text') !== null).toBe(hasText);
      expect(input() !== null).toBe(passcode_required);
      expect(find('button.primary')?.textContent).toBe('Download Now');
    },
  );

  it('keeps the place of a logo whose size is known, and lets one come that is not', () => {
    const place = (of: object) => {
      const image = shown({ logo: { ...logo, ...of } }).find('.logo');
      return [image?.getAttribute('width'), image?.getAttribute('height')];
    };
    expect(place({})).toEqual(['96', '40']);
    expect(place({ width: null, height: null })).toEqual([null, null]);
  });

  it('never offers the download on a device that cannot be enrolled', () => {
    const { node } = elsewhereView(page(), visit({ device: 'other' }));
    expect(node.querySelector('form, input')).toBeNull();
    expect(node.querySelector('#device')).not.toBeNull();
  });
});

describe('the passcode field', () => {
  it('is hidden, and kept away from the keyboard that corrects', () => {
    const { input } = shown();
    const attributes = ['type', 'autocapitalize', 'autocorrect', 'autocomplete', 'spellcheck'];
    expect(attributes.map((name) => input()?.getAttribute(name))).toEqual([
      'password',
      'none',
      'off',
      'one-time-code',
      'false',
    ]);
  });

  it('is shown and hidden again, with a button that says which', () => {
    const { find, input } = shown();
    const show = find<HTMLButtonElement>('.show');
    show?.click();
    expect([input()?.type, show?.textContent, show?.getAttribute('aria-label')]).toEqual([
      'text',
      'Hide',
      'Hide passcode',
    ]);
    show?.click();
    expect([input()?.type, show?.textContent]).toEqual(['password', 'Show']);
  });

  it('keeps what was typed when the view is drawn anew', () => {
    const typing = visit();
    const { input } = shown({}, typing);
    const field = input();
    if (field) field.value = 'half of it';
    field?.dispatchEvent(new Event('input'));
    expect(shown({}, typing).input()?.value).toBe('half of it');
  });

  it('takes the focus and names the message when the passcode is wrong', () => {
    const { view, find, input } = shown();
    view.update?.(open({ kind: 'wrong', triesLeft: 4 }));
    expect(document.activeElement).toBe(input());
    expect(input()?.getAttribute('aria-invalid')).toBe('true');
    expect(input()?.getAttribute('aria-describedby')).toBe('message');
    expect(find('#message')?.textContent).toContain('isn’t right');
  });

  it('is not marked wrong by a wait, which only closes the button', () => {
    const { view, find, input } = shown();
    view.update?.(open({ kind: 'wait', why: 'slow_down', until: Date.now() + 45_000 }));
    expect(input()?.getAttribute('aria-invalid')).toBe('false');
    expect(find('button.primary')?.getAttribute('aria-disabled')).toBe('true');
  });

  it('submits with the return key', () => {
    const submit = vi.fn();
    const { find } = shown({}, visit({ submit }));
    find<HTMLFormElement>('form')?.requestSubmit();
    expect(submit).toHaveBeenCalledOnce();
  });
});
