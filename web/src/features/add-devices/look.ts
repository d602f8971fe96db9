/** How policies can look: a few colours and icons. Colours are stored as hexadecimal digits and drawn by token where one is meant. */

import {
  IconBriefcase,
  IconBuilding,
  IconDeviceDesktop,
  IconDeviceIpad,
  IconDeviceLaptop,
  IconDeviceMobile,
  IconFlask,
  IconFolder,
  IconHeartbeat,
  IconHome,
  IconSchool,
  IconShoppingCart,
  IconTools,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';

/** What is stored, and the token that draws it in light and dark. */
export const COLORS: { value: string; name: string; token: string }[] = [
  { value: hex('4450d6'), name: 'Violet', token: 'var(--color-series-1)' },
  { value: hex('0b7285'), name: 'Teal', token: 'var(--color-series-2)' },
  { value: hex('a61e88'), name: 'Plum', token: 'var(--color-series-3)' },
  { value: hex('855700'), name: 'Ochre', token: 'var(--color-series-4)' },
  { value: hex('1a7f37'), name: 'Green', token: 'var(--color-series-5)' },
];

export const ICONS: { value: string; name: string; icon: TablerIcon }[] = [
  { value: 'building', name: 'Building', icon: IconBuilding },
  { value: 'briefcase', name: 'Briefcase', icon: IconBriefcase },
  { value: 'users', name: 'People', icon: IconUsers },
  { value: 'school', name: 'School', icon: IconSchool },
  { value: 'heartbeat', name: 'Health', icon: IconHeartbeat },
  { value: 'shopping-cart', name: 'Shop', icon: IconShoppingCart },
  { value: 'home', name: 'Home', icon: IconHome },
  { value: 'flask', name: 'Laboratory', icon: IconFlask },
  { value: 'tools', name: 'Tools', icon: IconTools },
  { value: 'device-desktop', name: 'Desktop', icon: IconDeviceDesktop },
  { value: 'device-laptop', name: 'Laptop', icon: IconDeviceLaptop },
  { value: 'device-mobile', name: 'Phone', icon: IconDeviceMobile },
  { value: 'device-ipad', name: 'Tablet', icon: IconDeviceIpad },
];

function hex(digits: string): string {
  return `#${digits}`;
}

/** How a stored colour is drawn; another one than ours, set by the API, as it is. */
export function drawn(color: string | null | undefined): string | undefined {
  if (!color) return undefined;
  return COLORS.find(({ value }) => value === color.toLowerCase())?.token ?? color;
}

/** The icon of a stored name; a folder for none, and for one this console does not know. */
export function iconOf(name: string | null | undefined): TablerIcon {
  return ICONS.find(({ value }) => value === name)?.icon ?? IconFolder;
}
