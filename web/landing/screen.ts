// Puts a state on the screen: one view per kind of state, kept as long as it fits, and the focus kept with it.

import { later } from './deferred';
import { h } from './dom';
import { type Language, languages, ownName } from './languages';
import { loadingView, unreachableView } from './loading';
import { openView, words } from './open';
import type { Page, Problem, State } from './state';
import type { View, Visit } from './visit';
import { say, spoken } from './words';

export interface Screen {
  show(state: State): void;
  /** Draws the view anew, because the device or the language changed. */
  redraw(state: State): void;
}

function viewOf(state: State, visit: Visit): View {
  switch (state.kind) {
    case 'loading':
      return loadingView();
    case 'open':
      if (visit.device === 'other') return later()?.elsewhereView(state.page, visit) ?? loadingView();
      return openView(state.page, visit);
    case 'progress':
      return later()?.progressView(state.page, visit) ?? loadingView();
    case 'unreachable':
      return unreachableView(visit);
    default:
      return later()?.endView(state, visit) ?? loadingView();
  }
}

// A different card, not only different words in it.
function differs(before: State | null, after: State): boolean {
  if (!before || before.kind !== after.kind) return true;
  return before.kind === 'open' && after.kind === 'open' && before.page !== after.page;
}

/** Builds the screen inside the page's <main>; `speaks` offers the languages and is left out in the preview. */
export function screen(main: HTMLElement, visit: Visit, speaks?: (language: Language) => void): Screen {
  const place = h('div', {});
  const foot = h('footer', {});
  const voice = h('p', { class: 'unseen', role: 'status' });
  main.replaceChildren(place, foot, voice);
  let before: State | null = null;
  let view: View | null = null;
  let heard: Problem | null = null;

  // The same words twice are two messages: the second gets a blank, or it would not be heard.
  const announce = (text: string) => {
    voice.textContent = voice.textContent === text ? `${text}\u00a0` : text;
  };

  const rename = () => {
    const title = main.querySelector('h1')?.textContent;
    if (title) document.title = plain(title);
  };

  const draw = (state: State, moveFocus: boolean) => {
    if ('page' in state) wear(state.page.accent);
    const focused = document.activeElement?.id ?? '';
    view = viewOf(state, visit);
    place.replaceChildren(view.node);
    view.update?.(state);
    if (speaks) foot.replaceChildren(languageSwitch(speaks));
    // Or it would be pushed down by what comes.
    foot.hidden = state.kind === 'loading';
    if (moveFocus) main.querySelector('h1')?.focus();
    else if (focused) document.getElementById(focused)?.focus();
    before = state;
    rename();
  };

  return {
    show(state) {
      const held = before !== null && before.kind !== 'loading' && document.activeElement !== document.body;
      const title = document.title;
      const first = before === null || before.kind === 'loading';
      if (differs(before, state)) draw(state, held && state.kind !== 'open');
      else view?.update?.(state);
      before = state;
      rename();
      const problem = state.kind === 'open' ? state.problem : null;
      if (problem && problem !== heard) announce(words(problem, Date.now()));
      else if (document.title !== title && !first) announce(document.title);
      heard = problem;
    },
    redraw: (state) => draw(state, false),
  };
}

// The accent of the logo; 1f at the end of a colour leaves 12 % of it, for the tint.
function wear(accent: Page['accent']): void {
  const { classList, style } = document.documentElement;
  classList.toggle('branded', accent !== null);
  for (const [theme, color] of Object.entries(accent ?? {})) {
    style.setProperty(`--brand-${theme}`, color);
    style.setProperty(`--tint-${theme}`, `${color}1f`);
  }
}

// The title bar shows isolating characters as boxes in some browsers.
function plain(text: string): string {
  return text.replace(/[\u2068\u2069]/g, '');
}

function languageSwitch(speaks: (language: Language) => void): HTMLElement {
  const choices = languages.map((code) =>
    h('option', { value: code, lang: code, selected: code === spoken() }, ownName(code)),
  );
  return h(
    'label',
    {},
    h('span', { class: 'unseen' }, say('language')),
    h(
      'select',
      { id: 'language', change: (event) => speaks((event.target as HTMLSelectElement).value as Language) },
      ...choices,
    ),
  );
}
