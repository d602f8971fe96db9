/** The filters in force as chips, and a box to set them. */

import { Button, Popover, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { placeOf, policyQuery, policySearchQuery } from '@/api/policies';
import { useCan } from '@/api/session';
import { day } from '@/lib/time';
import { Chip } from '@/ui/Chip';
import { SearchSelect } from '@/ui/SearchSelect';
import { Stack } from '@/ui/Stack';
import { actionChoices, actionName } from './actions';
import styles from './FilterBar.module.css';
import { actorsQuery, type Filters } from './queries';
import { words } from './words';

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

export function FilterBar({ filters, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const actor = useActor(filters.actor);
  const policy = useQuery({ ...policyQuery(filters.policy ?? ''), enabled: filters.policy !== undefined });
  const chips: [keyof Filters, string, string][] = [
    ['actor', words.filter.actor, actor?.name ?? filters.actor ?? ''],
    ['action', words.filter.action, filters.action ? actionName(filters.action) : ''],
    ['policy', words.filter.policy, policy.data?.name ?? filters.policy ?? ''],
    ['from', words.filter.from, dayOf(filters.from)],
    ['to', words.filter.to, dayOf(filters.to)],
  ];
  const inForce = chips.filter(([name]) => filters[name]);
  return (
    <div className={styles.bar}>
      <Popover
        opened={open}
        onChange={setOpen}
        position="bottom-start"
        width="min(340px, calc(100vw - 32px))"
        trapFocus
        portalProps={{ target: '#main' }}
      >
        <Popover.Target>
          <Button leftSection={<IconFilter size={16} aria-hidden />} onClick={() => setOpen(!open)}>
            {words.filter.add}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={words.filter.add}>
          <div className={styles.box}>
            <Fields filters={filters} onChange={onChange} />
          </div>
        </Popover.Dropdown>
      </Popover>
      {inForce.map(([field, name, value]) => (
        <Chip key={field} name={name} value={value} onRemove={() => onChange({ ...filters, [field]: undefined })} />
      ))}
      {inForce.length > 1 ? (
        <Button variant="subtle" size="sm" onClick={() => onChange({})}>
          {words.filter.clear}
        </Button>
      ) : null}
    </div>
  );
}

function dayOf(date: string | undefined): string {
  return date && !Number.isNaN(Date.parse(date)) ? day(`${date}T12:00:00`) : (date ?? '');
}

function useActors() {
  const can = useCan();
  return useQuery(actorsQuery(can('user.write')));
}

function useActor(id: string | undefined) {
  return useActors().data?.find((each) => each.id === id);
}

function Fields({ filters, onChange }: Props) {
  const [policyWords, setPolicyWords] = useState('');
  const [actorWords, setActorWords] = useState('');
  const [asked] = useDebouncedValue(policyWords, 150);
  const found = useQuery(policySearchQuery(asked));
  const chosen = useQuery({ ...policyQuery(filters.policy ?? ''), enabled: filters.policy !== undefined });
  const actors = useActors();
  const actor = actors.data?.find((each) => each.id === filters.actor) ?? null;
  const fitting = (actors.data ?? []).filter(({ name, place }) =>
    `${name} ${place}`.toLowerCase().includes(actorWords.trim().toLowerCase()),
  );
  const choice = (policy: NonNullable<typeof chosen.data>) => ({
    id: policy.id,
    name: policy.name,
    place: placeOf(policy),
  });
  return (
    <Stack gap={3}>
      <SearchSelect
        label={words.filter.actor}
        placeholder={words.filter.actorAny}
        nothing={words.filter.none}
        value={actor}
        choices={fitting}
        busy={actors.isFetching}
        onSearch={setActorWords}
        onChange={(picked) => onChange({ ...filters, actor: picked?.id })}
      />
      <Select
        label={words.filter.action}
        placeholder={words.filter.actionAny}
        data={actionChoices()}
        value={filters.action ?? null}
        onChange={(action) => onChange({ ...filters, action: action ?? undefined })}
        searchable
        clearable
      />
      <SearchSelect
        label={words.filter.policy}
        placeholder={words.filter.policyAny}
        nothing={words.filter.policyNothing}
        value={chosen.data && filters.policy ? choice(chosen.data) : null}
        choices={(found.data?.items ?? []).map(choice)}
        busy={found.isFetching}
        onSearch={setPolicyWords}
        onChange={(picked) => onChange({ ...filters, policy: picked?.id })}
      />
      <div className={styles.days}>
        <TextInput
          type="date"
          label={words.filter.from}
          value={filters.from ?? ''}
          max={filters.to}
          onChange={(event) => onChange({ ...filters, from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          label={words.filter.to}
          value={filters.to ?? ''}
          min={filters.from}
          onChange={(event) => onChange({ ...filters, to: event.currentTarget.value || undefined })}
        />
      </div>
    </Stack>
  );
}
