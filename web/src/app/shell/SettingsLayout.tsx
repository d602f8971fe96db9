/** The tabs over every page of Settings; links, so that each has an address of its own. */

import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useCan } from '@/api/session';
import { Page } from '@/ui/Page';
import { SETTINGS } from '../pages';
import styles from './SettingsLayout.module.css';

export function SettingsLayout() {
  const can = useCan();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const bar = useRef<HTMLElement>(null);
  // On a phone the tab may lie beyond the edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each path has another active tab
  useEffect(() => {
    bar.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  const tabs = SETTINGS.filter(({ needs }) => !needs || can(needs));
  return (
    <>
      <nav ref={bar} className={styles.bar} aria-label="Settings">
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
