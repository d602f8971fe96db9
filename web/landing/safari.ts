// On an iPhone or iPad outside Safari: how to get to Safari, for other apps often cannot hand a profile to Settings.

import { button, h, notice } from './dom';
import { say, sayRich } from './words';

export function safariHint(): HTMLElement {
  const words = [h('b', {}, say('safari_title')), h('p', {}, ...sayRich('safari_text'))];
  const hint = notice('info', 'compass', ...words, copyButton());
  hint.classList.add('outside');
  return hint;
}

/** Puts the address of this page on the clipboard. */
export function copyButton(): HTMLElement {
  const copy = button(
    say('copy'),
    () => {
      void navigator.clipboard?.writeText(location.href).then(() => {
        copy.textContent = say('copied');
      });
    },
    'quiet',
  );
  return copy;
}
