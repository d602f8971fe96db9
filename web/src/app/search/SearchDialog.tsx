/** ⌘K: finds policies in the whole tree by a part of their name, and opens one. */

import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFolder, IconSearch, IconShieldCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { placeOf, policySearchQuery } from '@/api/policies';
import { describe } from '@/api/wording';
import { SkeletonLines } from '@/ui/Skeletons';
import styles from './SearchDialog.module.css';

export function SearchDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size={560}
      styles={{ body: { padding: 0 } }}
      attributes={{ content: { 'aria-label': 'Search policies' } }}
      yOffset="12vh"
      centered={false}
    >
      <Search onClose={onClose} />
    </Modal>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, 120);
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const list = useId();
  const search = useQuery(policySearchQuery(asked, 20));
  const found = search.data?.items ?? [];
  const here = Math.min(at, Math.max(0, found.length - 1));

  const open = (id: string | undefined) => {
    if (!id) return;
    onClose();
    void navigate({ to: '/policies/$policyId', params: { policyId: id } });
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') open(found[here]?.id);
    else if (step && found.length) setAt((here + step + found.length) % found.length);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.field}>
        <IconSearch size={20} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label="Search policies"
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={found[here] ? `${list}-${here}` : undefined}
          placeholder="Name of a policy"
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div className={styles.results}>
        {search.isPending ? <SkeletonLines lines={4} /> : null}
        {search.isError && !search.data ? (
          <p className={styles.nothing} role="alert">
            {describe(search.error).text} {describe(search.error).next}
          </p>
        ) : null}
        {search.data && found.length === 0 ? (
          <p className={styles.nothing} role="status">
            {asked.trim() ? `No policy is called anything like “${asked.trim()}”.` : 'There are no policies yet.'}
          </p>
        ) : null}
        <div role="listbox" id={list} aria-label="Policies">
          {found.map((policy, n) => (
            <div
              key={policy.id}
              id={`${list}-${n}`}
              role="option"
              aria-selected={n === here}
              tabIndex={-1}
              className={styles.option}
              onMouseMove={() => setAt(n)}
              onClick={() => open(policy.id)}
              onKeyDown={press}
            >
              {policy.secure ? (
                <IconShieldCheckFilled size={16} className={styles.secure} aria-label="Secure enrollment" />
              ) : (
                <IconFolder size={16} aria-hidden />
              )}
              <span className={styles.name}>{policy.name}</span>
              <span className={styles.place}>{placeOf(policy)}</span>
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
