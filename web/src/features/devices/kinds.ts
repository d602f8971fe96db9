/** How a device is called, and what its model identifier tells: the system it runs, and what it looks like. */

import {
  IconDeviceIpad,
  IconDeviceLaptop,
  IconDeviceMobile,
  IconDevices,
  IconDeviceTv,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Device } from './queries';
import { words } from './words';

const KINDS: [model: RegExp, system: string, icon: TablerIcon][] = [
  [/^(iMac|Mac)/, 'macOS', IconDeviceLaptop],
  [/^iPad/, 'iPadOS', IconDeviceIpad],
  [/^(iPhone|iPod)/, 'iOS', IconDeviceMobile],
  [/^AppleTV/, 'tvOS', IconDeviceTv],
];

function kindOf({ model }: Device) {
  return KINDS.find(([known]) => known.test(model ?? ''));
}

/** How a device is called; it may not have said its name. */
export function nameOf(device: Device): string {
  return device.name || device.serial_number || words.unnamed;
}

/** `macOS 26.1`; the bare version where the model is not known. */
export function systemOf(device: Device): string | null {
  if (!device.os_version) return null;
  return [kindOf(device)?.[1], device.os_version].filter(Boolean).join(' ');
}

export function iconOf(device: Device): TablerIcon {
  return kindOf(device)?.[2] ?? IconDevices;
}
