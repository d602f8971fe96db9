// "What happens next": the numbered steps for one device, with the switch for a wrong guess.

import { loadLater } from './deferred';
import { type Device, deviceName, devices } from './device';
import { fill, h } from './dom';
import { type Picture, picture } from './pictures';
import type { Visit } from './visit';
import { say, sayRich, type TextKey } from './words';

interface Step {
  title: TextKey;
  text: TextKey;
  picture: Picture;
}

/** The way from the download to "enrolled". */
export function stepsOf(device: Device): readonly Step[] {
  const last: Step = { title: 'return_title', text: 'return_text', picture: 'return' };
  if (device === 'iphone' || device === 'ipad') {
    return [
      { title: 'allow_title', text: 'allow_text', picture: 'allow' },
      { title: 'settings_title', text: 'settings_text', picture: 'settings' },
      { title: 'install_title', text: 'install_text', picture: 'install' },
      last,
    ];
  }
  if (device === 'other') return [];
  return [
    { title: 'open_title', text: 'open_text', picture: 'open' },
    device === 'mac12'
      ? { title: 'mac12_title', text: 'mac12_text', picture: 'grid' }
      : { title: 'mac_title', text: `${device}_text` as TextKey, picture: 'list' },
    { title: 'install_title', text: 'mac_install_text', picture: 'password' },
    last,
  ];
}

/** What the texts call the visitor's device. */
export function name(device: Device): string {
  return deviceName(device, say('device'));
}

/** The section below the card, with help at its end if there is some; for a device that is not Apple's only the switch is left of it. */
export function steps(visit: Visit, help: HTMLElement | null = null): HTMLElement {
  const device = visit.device;
  const called = { device: name(device) };
  const list = stepsOf(device).map((step) =>
    h(
      'li',
      {},
      h('div', { class: 'tile' }, picture(step.picture, device)),
      h('div', {}, h('h3', {}, say(step.title)), h('p', {}, ...sayRich(step.text, called))),
    ),
  );
  return h(
    'section',
    { class: 'next' },
    list.length > 0 ? h('h2', {}, say('next')) : h('p', { class: 'aside' }, say('other_switch')),
    h(
      'div',
      { class: 'group' },
      deviceSwitch(visit),
      list.length > 0 ? h('ol', { role: 'list' }, ...list) : null,
      help,
      list.length > 0 ? sight(visit) : null,
    ),
  );
}

// What is said there comes when somebody wants to know.
function sight({ device }: Visit): HTMLElement {
  const words = h('div', {});
  const open = () => void loadLater().then(({ seen }) => fill(words, ...seen(device)));
  return h('details', { toggle: open }, h('summary', {}, say('sees')), words);
}

function deviceSwitch(visit: Visit): HTMLElement {
  const choices = devices.map((device) =>
    h('option', { value: device, selected: device === visit.device }, label(device)),
  );
  return h(
    'label',
    { class: 'switch' },
    h('span', {}, say('shown_for')),
    h(
      'select',
      { id: 'device', change: (event) => visit.chooseDevice((event.target as HTMLSelectElement).value as Device) },
      ...choices,
    ),
  );
}

function label(device: Device): string {
  return device === 'iphone' || device === 'ipad' ? deviceName(device, '') : say(device);
}
