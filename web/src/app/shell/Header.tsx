/** The bar above each page: its section, the search, the theme, and who is signed in. */

import { ActionIcon } from '@mantine/core';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTitle } from '../Root';
import { SearchDialog } from '../search/SearchDialog';
import styles from './Header.module.css';
import { ThemeMenu } from './ThemeMenu';
import { UserMenu } from './UserMenu';
import { words } from './words';

const APPLE = /mac|iphone|ipad/i.test(navigator.platform);

export function Header({ onMenu }: { onMenu: () => void }) {
  const title = useTitle();
  const [searching, setSearching] = useState(false);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return (
    <header className={styles.bar}>
      <ActionIcon className={styles.menu} aria-label={words.menu} onClick={onMenu}>
        <IconMenu2 size={20} aria-hidden />
      </ActionIcon>
      <h1 className={styles.title}>{title}</h1>
      <button type="button" className={styles.search} onClick={() => setSearching(true)}>
        <IconSearch size={16} aria-hidden />
        <span className={styles.words}>{words.search}</span>
        <kbd className={styles.keys}>{APPLE ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <ThemeMenu />
      <UserMenu />
      <SearchDialog opened={searching} onClose={() => setSearching(false)} />
    </header>
  );
}
