/** What narrows the list of devices: words, state and policy. */

import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { placeOf, policyQuery, policySearchQuery } from '@/api/policies';
import { keysOf } from '@/lib/keys';
import { Chip } from '@/ui/Chip';
import { FilterChips } from '@/ui/FilterChips';
import { SearchSelect } from '@/ui/SearchSelect';
import styles from './FilterBar.module.css';
import type { Device, Filters } from './queries';
import { words } from './words';

const STATES = keysOf(words.states).map((value) => ({
  value,
  name: words.states[value],
}));

export function FilterBar({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  const [typed, setTyped] = useState(filters.query ?? '');
  const [asked] = useDebouncedValue(typed.trim(), 250);
  const [policyWords, setPolicyWords] = useState('');
  const [searched] = useDebouncedValue(policyWords, 150);
  const policy = useQuery({ ...policyQuery(filters.policy ?? ''), enabled: filters.policy !== undefined });
  const found = useQuery(policySearchQuery(searched));
  const latest = useRef({ filters, onChange });
  latest.current = { filters, onChange };
  useEffect(() => {
    const { filters, onChange } = latest.current;
    if ((filters.query ?? '') !== asked) onChange({ ...filters, query: asked || undefined });
  }, [asked]);
  // The filters may be cleared elsewhere.
  const outside = filters.query ?? '';
  useEffect(() => {
    if (outside === '') setTyped((now) => (latest.current.filters.query ? now : ''));
  }, [outside]);

  return (
    <div className={styles.bar}>
      <TextInput
        className={styles.search}
        aria-label={words.searchLabel}
        placeholder={words.search}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={typed ? <CloseButton size="sm" aria-label={words.clear} onClick={() => setTyped('')} /> : null}
      />
      <FilterChips<Device['state']>
        label={words.state}
        all={words.all}
        choices={STATES}
        value={filters.state}
        onChange={(state) => onChange({ ...filters, state })}
      />
      {filters.policy ? (
        <Chip
          name={words.policy}
          value={policy.data?.name ?? '…'}
          onRemove={() => onChange({ ...filters, policy: undefined })}
        />
      ) : (
        <div className={styles.policy}>
          <SearchSelect
            label=""
            placeholder={words.anyPolicy}
            nothing={words.noPolicy}
            value={null}
            busy={found.isFetching && policyWords !== ''}
            onSearch={setPolicyWords}
            onChange={(choice) => onChange({ ...filters, policy: choice?.id })}
            choices={(found.data?.items ?? []).map((each) => ({
              id: each.id,
              name: each.name,
              place: placeOf(each),
            }))}
          />
        </div>
      )}
    </div>
  );
}
