/** The sections of the console; one the role may not read is not shown. */

import { IconDeviceMobilePlus, IconDevices, IconHistory, IconSettings, type TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Permission, useCan } from '@/api/session';
import styles from './Navigation.module.css';
import { words } from './words';

type Section = {
  to: '/policies' | '/devices' | '/audit' | '/settings';
  name: string;
  icon: TablerIcon;
  needs?: Permission;
};

const SECTIONS: Section[] = [
  { to: '/policies', name: words.nav.addDevices, icon: IconDeviceMobilePlus },
  { to: '/devices', name: words.nav.devices, icon: IconDevices },
  { to: '/audit', name: words.nav.audit, icon: IconHistory, needs: 'audit.read' },
];

const LAST: Section[] = [{ to: '/settings', name: words.nav.settings, icon: IconSettings }];

export function Navigation() {
  const can = useCan();
  const link = ({ to, name, icon: Icon, needs }: Section) =>
    needs && !can(needs) ? null : (
      <li key={to}>
        <Link to={to} className={styles.link} activeProps={{ 'data-active': true }}>
          <Icon size={20} aria-hidden />
          {name}
        </Link>
      </li>
    );
  return (
    <nav aria-label="Sections">
      <ul className={styles.list}>{SECTIONS.map(link)}</ul>
      <ul className={styles.list} data-last>
        {LAST.map(link)}
      </ul>
    </nav>
  );
}
