// What an IT team can and cannot see of an enrolled device, as Apple describes the management of devices.

import { type Device, isMac } from './device';
import { h } from './dom';
import { name } from './steps';
import { say } from './words';

export function seen(device: Device): HTMLElement[] {
  const said = [say('sees_can', { device: name(device) }), say('sees_cannot', { device: name(device) })];
  if (isMac(device)) said.push(say('sees_mac'));
  return said.map((text) => h('p', {}, text));
}
