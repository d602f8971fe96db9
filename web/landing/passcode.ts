// The passcode field: hidden until shown, made for typing from a slip of paper and for pasting.

import { h } from './dom';
import { say } from './words';

export interface PasscodeField {
  node: HTMLElement;
  input: HTMLInputElement;
  /** Marks it wrong, and names the message that says why. */
  mark(wrong: boolean): void;
}

/** What is sent: copying often catches a blank at either end, and no passcode has one. */
export function cleaned(passcode: string): string {
  return passcode.trim();
}

/** The field with its label and Show; `describedBy` is the id of the message beside it. */
export function passcodeField(typed: string, describedBy: string, changed: (value: string) => void): PasscodeField {
  const input = h('input', {
    id: 'passcode',
    name: 'passcode',
    type: 'password',
    autocapitalize: 'none',
    autocorrect: 'off',
    autocomplete: 'one-time-code',
    spellcheck: 'false',
    enterkeyhint: 'go',
    dir: 'ltr',
    'aria-describedby': describedBy,
    'aria-required': 'true',
    input: () => changed(input.value),
  });
  input.value = typed;

  const show = h('button', { type: 'button', class: 'show' });
  const label = () => {
    const shown = input.type === 'text';
    show.textContent = say(shown ? 'hide' : 'show');
    show.setAttribute('aria-label', say(shown ? 'passcode_hide' : 'passcode_show'));
  };
  show.addEventListener('click', () => {
    input.type = input.type === 'password' ? 'text' : 'password';
    label();
    input.focus();
  });
  label();

  const node = h(
    'div',
    { class: 'field' },
    h('label', { for: 'passcode' }, say('passcode')),
    h('div', { class: 'box' }, input, show),
  );
  return {
    node,
    input,
    mark(wrong) {
      node.classList.toggle('wrong', wrong);
      input.setAttribute('aria-invalid', String(wrong));
    },
  };
}
