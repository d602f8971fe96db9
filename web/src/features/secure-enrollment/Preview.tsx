/** The live preview: the landing page itself in a frame, fed with what would be saved, on an iPhone or a Mac, light or dark, in any language. */

import { SegmentedControl, Select, useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { policyKey } from '@/api/secure-enrollment';
import { DeviceFrame } from './DeviceFrame';
import { englishName, ownName, SHIPPED } from './languages';
import styles from './Preview.module.css';
import type { Change } from './settings';
import { words } from './words';

const text = words.preview;

interface Props {
  policyId: string;
  /** What would be saved; null while it has mistakes. */
  change: Change | null;
  /** Languages the text is written in besides its own. */
  written: string[];
  language: string;
  onLanguage: (language: string) => void;
}

export function Preview({ policyId, change, written, language, onLanguage }: Props) {
  const scheme = useComputedColorScheme('light');
  const [theme, setTheme] = useState<'light' | 'dark' | null>(null);
  const [device, setDevice] = useState<'iphone' | 'mac'>('iphone');
  const [asked] = useDebouncedValue(change, 300);
  const languages = [...new Set([...SHIPPED, ...written])].sort((a, b) => ownName(a).localeCompare(ownName(b)));
  const shown = languages.includes(language) ? language : 'en';
  const page = useQuery({
    queryKey: policyKey(policyId, 'preview', shown, asked),
    queryFn: ({ signal }) =>
      ok(
        api.POST('/api/v1/policies/{policy_id}/secure-enrollment/preview', {
          params: { path: { policy_id: policyId }, query: { language: shown } },
          body: asked ?? {},
          signal,
        }),
      ),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const seen = theme ?? scheme;
  const draft = page.data && {
    ...page.data,
    language: shown,
    theme: seen,
    device: device === 'mac' ? ('mac15' as const) : ('iphone' as const),
  };
  return (
    <aside className={styles.preview} aria-label={text.title}>
      <div className={styles.choices}>
        <SegmentedControl
          size="xs"
          aria-label={text.device}
          value={device}
          onChange={(value) => setDevice(value as 'iphone' | 'mac')}
          data={[
            { value: 'iphone', label: text.iphone },
            { value: 'mac', label: text.mac },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={text.theme}
          value={seen}
          onChange={(value) => setTheme(value as 'light' | 'dark')}
          data={[
            { value: 'light', label: text.light },
            { value: 'dark', label: text.dark },
          ]}
        />
        <Select
          size="xs"
          searchable
          nothingFoundMessage={words.text.nothing}
          comboboxProps={{ width: 200, position: 'bottom-end' }}
          className={styles.language}
          aria-label={text.language}
          value={shown}
          onChange={(value) => value && onLanguage(value)}
          data={languages.map((tag) => ({ value: tag, label: ownName(tag) }))}
          renderOption={({ option }) => (
            <span title={englishName(option.value)} lang={option.value}>
              {option.label}
            </span>
          )}
        />
      </div>
      <DeviceFrame device={device} draft={draft ?? null} />
      <p className={styles.note} role="status">
        {change === null ? text.waiting : page.isError ? text.failed : ''}
      </p>
    </aside>
  );
}
