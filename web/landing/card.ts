// The one card of the page and what every state puts at its top.

import { type Child, h, type Icon, icon } from './dom';
import type { Page } from './state';

export function card(...children: Child[]): HTMLElement {
  return h('section', { class: 'card' }, ...children);
}

/** The heading; it takes the focus when the card changes under the visitor. */
export function heading(text: string): HTMLElement {
  return h('h1', { tabindex: '-1' }, text);
}

/** The organization's logo, if it has one, in a place as large as it will be. */
export function logo(page: Page | null): HTMLElement | null {
  if (!page?.logo) return null;
  const { url, alt, ground, width, height } = page.logo;
  const size: Record<string, string> = width && height ? { width: `${width}`, height: `${height}` } : {};
  return h('img', { class: `logo ${ground}`, src: url, alt, dir: 'auto', ...size });
}

/** A sentence below the heading. The organization's own words find their own direction. */
export function lead(text: string): HTMLElement {
  return h('p', { class: 'lead', dir: 'auto' }, text);
}

/** A state as a picture: an icon in a tinted circle. */
export function badge(tone: 'plain' | 'success' | 'warning' | 'danger', name: Icon): HTMLElement {
  return h('div', { class: `badge ${tone}` }, icon(name));
}
