// The page before the download: logo, text, passcode, Download Now.

import { card, heading, logo } from './card';
import { later } from './deferred';
import { isMac } from './device';
import { fill, h, icon } from './dom';
import { passcodeField } from './passcode';
import type { Page, Problem, State } from './state';
import { name, steps } from './steps';
import type { View, Visit } from './visit';
import { minutes, say, sayCount } from './words';

/** What the message beside the button says. */
export function words(problem: Problem, now: number): string {
  switch (problem.kind) {
    case 'wrong':
      return [say('wrong'), problem.triesLeft === null ? '' : sayCount('tries_left', problem.triesLeft)]
        .join(' ')
        .trim();
    case 'wait':
      return say(problem.why, { time: minutes(problem.until - now) });
    default:
      return say(problem.kind);
  }
}

export function openView(page: Page, visit: Visit): View {
  const message = h('p', { id: 'message', class: 'message', hidden: true });
  const field = page.passcode_required
    ? passcodeField(visit.typed, 'message', (value) => {
        visit.typed = value;
      })
    : null;
  const go = h('button', { class: 'primary' }, say('download'));
  const submit = (event: Event) => {
    event.preventDefault();
    visit.submit();
  };
  const device = name(visit.device);
  const node = h(
    'div',
    {},
    beside(visit),
    card(
      logo(page),
      heading(say('heading', { device, organization: page.organization_name })),
      text(page),
      h('form', { novalidate: true, submit }, field?.node ?? null, message, go),
      h('p', { class: 'fine' }, say('reassurance')),
    ),
    steps(visit),
  );

  let told: Problem | null = null;
  return {
    node,
    update(state: State) {
      if (state.kind !== 'open') return;
      const { busy, problem } = state;
      const waiting = problem?.kind === 'wait';
      go.setAttribute('aria-disabled', String(busy || waiting));
      go.textContent = say(busy ? 'preparing' : 'download');
      message.hidden = problem === null;
      const calm = problem?.kind === 'ready_again';
      message.classList.toggle('calm', calm);
      fill(
        message,
        problem && icon(waiting || calm ? 'clock' : 'alert'),
        problem && h('span', {}, words(problem, Date.now())),
      );
      if (problem === told) return;
      told = problem;
      const atField = problem?.kind === 'wrong' || problem?.kind === 'missing' || problem?.kind === 'required_now';
      field?.mark(atField);
      if (atField) {
        field?.input.focus();
        field?.input.select();
      }
    },
  };
}

// Leads to the right browser, or to the right device.
function beside(visit: Visit): HTMLElement | null {
  if (visit.outsideSafari) return later()?.safariHint() ?? null;
  return isMac(visit.guess) && !isMac(visit.device) ? (later()?.scanHint(visit) ?? null) : null;
}

// The organization's text is sanitized by the server; the content security policy forbids whatever might slip through.
export function text(page: Page): HTMLElement | null {
  if (!page.text_html) return null;
  const node = h('div', { class: 'text', dir: 'auto', lang: page.language });
  node.innerHTML = page.text_html;
  for (const block of node.children) block.setAttribute('dir', 'auto');
  return node;
}
