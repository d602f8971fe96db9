/** The tabs over every page of Settings; links, so that each has an address of its own. */

import { Link, Outlet } from '@tanstack/react-router';
import { useCan } from '@/api/session';
import { Page } from '@/ui/Page';
import styles from './SettingsLayout.module.css';
import { words } from './words';

export function SettingsLayout() {
  const can = useCan();
  const tabs = [
    { to: '/settings/general', name: words.tabs.general },
    { to: '/settings/beta-features', name: words.tabs.beta },
    { to: '/settings/users', name: words.tabs.users },
    ...(can('user.write') ? [{ to: '/settings/api-tokens', name: words.tabs.tokens } as const] : []),
    { to: '/settings/profile', name: words.tabs.profile },
  ] as const;
  return (
    <>
      <nav className={styles.bar} aria-label="Settings">
        {tabs.map(({ to, name }) => (
          <Link key={to} to={to} className={styles.tab} activeProps={{ 'data-active': true, 'aria-current': 'page' }}>
            {name}
          </Link>
        ))}
      </nav>
      <Page>
        <Outlet />
      </Page>
    </>
  );
}
