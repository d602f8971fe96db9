// After Download Now: how far this device has come, how long is left, and what to do next.

import { badge, card, heading, lead, logo } from './card';
import { clockTime } from './clock';
import { type Device, isMac } from './device';
import { button, type Child, fill, h, icon, notice } from './dom';
import { type Headline, headline, isGone, isStuck, kept, refusalText } from './profile';
import type { Page, Profile, State } from './state';
import { name, steps } from './steps';
import type { View, Visit } from './visit';
import { minutes, say, sayRich, spoken, type TextKey } from './words';

const titles: Record<Headline, TextKey> = {
  starting: 'starting_title',
  install_now: 'install_now_title',
  installing: 'installing_title',
  enrolled: 'enrolled_title',
  expired: 'expired_title',
  revoked: 'revoked_title',
  refused: 'refused_title',
};

export function progressView(page: Page, visit: Visit): View {
  const body = card();
  const next = h('div', {});
  let shown = '';
  let ticks: (() => void)[] = [];
  let known = '';
  let since = 0;

  // A text with a countdown in it; it is not announced every second.
  const counting = (say: () => string): HTMLElement => {
    const node = h('p', {});
    const tick = () => fill(node, say());
    tick();
    ticks.push(tick);
    return node;
  };

  const notes = (profile: Profile): Child[] => {
    const device = name(visit.device);
    const { state, downloadedAt, deadline, lost } = profile;
    const waiting = state === 'downloaded' && downloadedAt !== null && !isMac(visit.device);
    const ends = downloadedAt === null ? 0 : downloadedAt + kept;
    return [
      isGone(profile, visit.device, Date.now())
        ? notice('warning', 'alert', h('p', {}, say('gone', { device })))
        : waiting
          ? notice(
              'info',
              'clock',
              counting(() => say('within', { device, time: minutes(ends - Date.now()) })),
            )
          : null,
      deadline === null
        ? null
        : notice(
            'warning',
            'clock',
            counting(() =>
              say('deadline', {
                time: clockTime(deadline, Date.now(), spoken()),
                left: minutes(deadline - Date.now()),
              }),
            ),
          ),
      lost ? notice('warning', 'cloud', h('p', {}, say('lost'))) : null,
      isStuck(state, since, Date.now())
        ? notice('info', 'alert', h('p', {}, say(state === 'ready' ? 'stuck_starting' : 'stuck_working', { device })))
        : null,
    ];
  };

  const again = (profile: Profile): HTMLElement | null => {
    if (profile.state === 'certificate_issued') return null;
    const kind = isGone(profile, visit.device, Date.now()) ? 'primary' : 'quiet';
    return Date.now() < profile.downloadableUntil
      ? button(say('again'), visit.downloadAgain, kind)
      : button(say('start_again'), visit.restart, kind);
  };

  const draw = (profile: Profile): void => {
    ticks = [];
    const device = name(visit.device);
    const now = headline(profile);
    const title = heading(say(titles[now], { device }));
    const focused = body.contains(document.activeElement);
    switch (now) {
      case 'enrolled':
        fill(body, badge('success', 'check'), title, lead(say('enrolled_text')), track(profile));
        break;
      case 'expired':
        fill(
          body,
          badge('warning', 'clock'),
          title,
          lead(say('expired_text')),
          button(say('start_again'), visit.restart),
        );
        break;
      case 'revoked':
        fill(
          body,
          badge('danger', 'cross'),
          title,
          lead(say('revoked_text')),
          button(say('start_again'), visit.restart),
        );
        break;
      case 'refused':
        fill(body, badge('danger', 'alert'), title, ...refusal(profile), button(say('start_again'), visit.restart));
        break;
      default:
        fill(body, logo(page), title, track(profile), ...notes(profile), again(profile));
    }
    const wanted = now === 'starting' || now === 'install_now';
    if (wanted && !next.firstChild) fill(next, steps(visit, help(visit.device)));
    if (!wanted) fill(next);
    if (focused) title.focus();
  };

  return {
    node: h('div', {}, body, next),
    update(state: State) {
      if (state.kind !== 'progress') return;
      const { profile } = state;
      if (profile.state !== known) since = Date.now();
      known = profile.state;
      const downloadable = Date.now() < profile.downloadableUntil;
      const { downloadedAt, deadline, lost, refusal: refused } = profile;
      const now = [
        headline(profile),
        isGone(profile, visit.device, Date.now()),
        downloadable,
        downloadedAt,
        deadline,
        lost,
        isStuck(profile.state, since, Date.now()),
        refused?.code,
      ].join();
      if (now === shown) {
        for (const tick of ticks) tick();
        return;
      }
      shown = now;
      draw(profile);
    },
  };
}

// What most often goes wrong between the download and the end.
function help(device: Device): HTMLElement | null {
  if (device === 'other') return null;
  const own: TextKey[] = isMac(device) ? ['help_downloads', 'help_administrator'] : ['help_settings', 'help_hour'];
  const keys: TextKey[] = [...own, 'help_failed', 'help_lockdown'];
  const items = keys.map((key) => h('p', {}, ...sayRich(key, { device: name(device) })));
  return h('details', {}, h('summary', {}, say('help')), ...items);
}

function refusal({ refusal: refused }: Profile): Child[] {
  if (!refused) return [];
  return [
    lead(say(refusalText(refused.code))),
    h(
      'p',
      { class: 'helpdesk' },
      say('helpdesk'),
      h('code', { dir: 'ltr' }, refused.code),
      h('span', {}, clockTime(refused.at, Date.now(), spoken())),
    ),
  ];
}

// The three steps: which are done, which is now, and what goes on in it.
function track(profile: Profile): HTMLElement {
  const { state } = profile;
  const done = { ready: 0, downloaded: 1, certificate_issued: 1, enrolled: 3, expired: 0, revoked: 0 }[state];
  const note: TextKey =
    state === 'ready' ? 'starting_text' : state === 'downloaded' ? 'installing_note' : 'working_note';
  const items = (['downloaded', 'installing', 'enrolled'] as const).map((step, index) => {
    const now = index === done;
    const working = now && state !== 'downloaded';
    const place = index < done ? 'done' : now ? 'current' : 'todo';
    return h(
      'li',
      { class: working ? `${place} working` : place, ...(now ? { 'aria-current': 'step' } : {}) },
      h('span', { class: 'mark' }, index < done ? icon('check') : null),
      h(
        'div',
        {},
        say(step === 'installing' && index < done ? 'installed' : step),
        index < done ? h('span', { class: 'unseen' }, ` (${say('step_done')})`) : null,
        now ? h('p', {}, say(note)) : null,
      ),
    );
  });
  return h('ol', { class: 'track', role: 'list', 'aria-label': say('progress') }, ...items);
}
