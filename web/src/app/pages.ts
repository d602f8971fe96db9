/** The pages of the console that have a name of their own, for the navigation and for ⌘K. */

import {
  IconDeviceMobilePlus,
  IconDevices,
  IconFlask,
  IconHistory,
  IconKey,
  IconSettings,
  IconUserCircle,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Permission } from '@/api/session';
import { words } from './shell/words';

interface Place<To extends string> {
  to: To;
  name: string;
  icon: TablerIcon;
  /** Who may not is not shown it. */
  needs?: Permission;
  /** The section it lies in. */
  within?: string;
}

const { nav, tabs } = words;

export const SECTIONS: Place<'/policies' | '/devices' | '/audit'>[] = [
  { to: '/policies', name: nav.addDevices, icon: IconDeviceMobilePlus },
  { to: '/devices', name: nav.devices, icon: IconDevices },
  { to: '/audit', name: nav.audit, icon: IconHistory, needs: 'audit.read' },
];

const within = nav.settings;

export const SETTINGS: Place<
  '/settings/general' | '/settings/beta-features' | '/settings/users' | '/settings/api-tokens' | '/settings/profile'
>[] = [
  { to: '/settings/general', name: tabs.general, icon: IconSettings, within },
  { to: '/settings/beta-features', name: tabs.beta, icon: IconFlask, within },
  { to: '/settings/users', name: tabs.users, icon: IconUsers, within },
  { to: '/settings/api-tokens', name: tabs.tokens, icon: IconKey, needs: 'user.write', within },
  { to: '/settings/profile', name: tabs.profile, icon: IconUserCircle, within },
];

export const PAGES = [...SECTIONS, ...SETTINGS];
