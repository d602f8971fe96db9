// How to get from this device to the page on another one: by a QR code, or by its address.

import { card, heading, lead, logo } from './card';
import { h, notice } from './dom';
import { text } from './open';
import { copyButton } from './safari';
import type { Page } from './state';
import { name, steps } from './steps';
import type { View, Visit } from './visit';
import { say } from './words';

/** On a device that cannot be enrolled. */
export function elsewhereView(page: Page, visit: Visit): View {
  const address = h('p', { class: 'address', dir: 'ltr' }, location.href);
  const said = [heading(say('other_title')), lead(say('other_text')), code(visit), address, copyButton()];
  return { node: h('div', {}, card(logo(page), ...said, text(page)), steps(visit)) };
}

/** On a Mac, for somebody who wants to enroll an iPhone or iPad. */
export function scanHint(visit: Visit): HTMLElement {
  const words = h('p', {}, say('scan', { device: name(visit.device) }));
  const hint = notice('info', 'compass', words, code(visit));
  hint.classList.add('outside');
  return hint;
}

// The server draws it, so that nobody downloads a program for it.
function code({ token }: Visit): HTMLElement {
  return h('img', {
    class: 'code',
    src: `/api/v1/enroll/${token}/qr.svg`,
    alt: say('code'),
    width: '200',
    height: '200',
  });
}
