/** The sections of the console; one the role may not read is not shown. */

import { IconSettings, type TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCan } from '@/api/session';
import { SECTIONS } from '../pages';
import styles from './Navigation.module.css';
import { words } from './words';

export function Navigation() {
  const can = useCan();
  return (
    <nav aria-label="Sections">
      <ul className={styles.list}>
        {SECTIONS.filter(({ needs }) => !needs || can(needs)).map((section) => (
          <Section key={section.to} {...section} />
        ))}
      </ul>
      <ul className={styles.list} data-last>
        <Section to="/settings" name={words.nav.settings} icon={IconSettings} />
      </ul>
    </nav>
  );
}

interface Props {
  to: (typeof SECTIONS)[number]['to'] | '/settings';
  name: string;
  icon: TablerIcon;
}

function Section({ to, name, icon: Icon }: Props) {
  return (
    <li>
      <Link to={to} className={styles.link} activeProps={{ 'data-active': true }}>
        <Icon size={20} aria-hidden />
        {name}
      </Link>
    </li>
  );
}
