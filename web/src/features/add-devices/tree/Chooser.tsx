/** Search and tree together: the way to one policy among many. */

import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { type Policy, policySearchQuery } from '@/api/policies';
import { words } from '../words';
import styles from './Chooser.module.css';
import { PolicyTree } from './PolicyTree';
import { SearchResults } from './SearchResults';

interface Props {
  label: string;
  open: ReadonlySet<string>;
  onToggle: (id: string) => void;
  chosen: string | null;
  path?: readonly string[] | undefined;
  onChoose: (policy: Policy) => void;
  off?: (policy: Policy) => boolean;
  empty: ReactNode;
  /** Beside the search field. */
  action?: ReactNode;
}

export function Chooser({ action, ...tree }: Props) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(-1);
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const list = useId();
  const searching = typed.trim() !== '' && asked !== '';
  const search = useQuery({ ...policySearchQuery(asked, 50), enabled: searching });
  const found = searching ? (search.data?.items ?? []) : [];

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && typed) {
      setTyped('');
      event.stopPropagation();
    } else if (step && found.length) setAt((at + step + found.length) % found.length);
    else if (event.key === 'Enter') {
      const hit = found[Math.max(0, at)];
      if (hit && !tree.off?.(hit)) tree.onChoose(hit);
    } else return;
    event.preventDefault();
  };

  return (
    <div className={styles.chooser}>
      <div className={styles.head}>
        <TextInput
          role="combobox"
          aria-label={words.search.label}
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
          placeholder={words.search.label}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(-1);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          className={styles.field}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            typed ? <CloseButton size="sm" aria-label={words.search.clear} onClick={() => setTyped('')} /> : null
          }
        />
        {action}
      </div>
      {searching ? (
        <SearchResults
          id={list}
          asked={asked}
          search={search}
          at={at}
          chosen={tree.chosen}
          off={tree.off}
          onChoose={tree.onChoose}
        />
      ) : (
        <PolicyTree {...tree} />
      )}
    </div>
  );
}
