/** The frame of the console: the sidebar, the bar, and the page between them. */

import { Drawer } from '@mantine/core';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '@/api/session';
import { Mark } from '@/ui/Mark';
import { Header } from './Header';
import { Navigation } from './Navigation';
import styles from './Shell.module.css';
import { words } from './words';

export function Shell() {
  const { organization } = useSession();
  const [open, setOpen] = useState(false);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef(path);

  useEffect(() => {
    setOpen(false);
    if (first.current === path) return;
    first.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);

  const inside = (
    <>
      <Navigation />
      <p className={styles.organization} title={organization.name}>
        {organization.name}
      </p>
    </>
  );
  return (
    <div className={styles.frame}>
      <a href="#main" className={styles.skip}>
        {words.skip}
      </a>
      <aside className={styles.sidebar}>
        <div className={styles.brand}>
          <Mark />
        </div>
        {inside}
      </aside>
      <Drawer opened={open} onClose={() => setOpen(false)} size={280} title={<Mark />} className={styles.drawer}>
        <div className={styles.drawerInside}>{inside}</div>
      </Drawer>
      <div className={styles.column}>
        <Header onMenu={() => setOpen(true)} />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
