// "What happens next": the numbered steps for one device, with the switch for a wrong guess.

import { type Device, deviceName, devices } from './device';
import { h } from './dom';
import { type Picture, picture } from './pictures';
import type { Visit } from './visit';
import { say, sayRich } from './words';

/** One step: its words stand in the catalogue as NAME_title and NAME_text. */
interface Step {
  words: 'allow' | 'settings' | 'install' | 'open' | 'mac15' | 'mac13' | 'mac12' | 'mac_install' | 'return';
  picture: Picture;
}

/** The way from the download to "enrolled". */
export function stepsOf(device: Device): readonly Step[] {
  const last: Step = { words: 'return', picture: 'return' };
  if (device === 'iphone' || device === 'ipad') {
    return [
      { words: 'allow', picture: 'allow' },
      { words: 'settings', picture: 'settings' },
      { words: 'install', picture: 'install' },
      last,
    ];
  }
  if (device === 'other') return [];
  return [
    { words: 'open', picture: 'open' },
    { words: device, picture: device === 'mac12' ? 'grid' : 'list' },
    { words: 'mac_install', picture: 'password' },
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
      h('div', {}, h('h3', {}, say(`${step.words}_title`)), h('p', {}, ...sayRich(`${step.words}_text`, called))),
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
    ),
  );
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
