/** What a search in the whole tree found, each with its path. */

import { IconShieldCheckFilled } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type Policy, placeOf } from '@/api/policies';
import { describe } from '@/api/wording';
import { join } from '@/lib/join';
import { ErrorState } from '@/ui/ErrorState';
import { SkeletonLines } from '@/ui/Skeletons';
import { PolicyIcon } from '../PolicyIcon';
import { words } from '../words';
import styles from './SearchResults.module.css';

interface Props {
  id: string;
  asked: string;
  search: UseQueryResult<{ items: Policy[]; next_cursor?: string | null }>;
  at: number;
  chosen: string | null;
  off?: ((policy: Policy) => boolean) | undefined;
  onChoose: (policy: Policy) => void;
}

export function SearchResults({ id, asked, search, at, chosen, off, onChoose }: Props) {
  const found = search.data?.items ?? [];
  if (search.isPending) {
    return (
      <div className={styles.waiting}>
        <SkeletonLines lines={5} />
      </div>
    );
  }
  if (search.isError && !search.data) {
    return <ErrorState failure={describe(search.error)} onRetry={() => void search.refetch()} />;
  }
  if (found.length === 0) {
    return (
      <p className={styles.nothing} role="status">
        {words.search.nothing(asked)}
      </p>
    );
  }
  return (
    <div className={styles.results}>
      <div role="listbox" id={id} aria-label={words.search.results}>
        {found.map((policy, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the search field, which has the focus
          <div
            key={policy.id}
            id={`${id}-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={policy.id === chosen}
            aria-disabled={off?.(policy) || undefined}
            className={join(styles.hit, n === at && styles.active, policy.id === chosen && styles.chosen)}
            title={[placeOf(policy), policy.name].filter(Boolean).join(' › ')}
            onClick={() => (off?.(policy) ? undefined : onChoose(policy))}
          >
            <PolicyIcon policy={policy} />
            <span className={styles.words}>
              <bdi className={styles.name}>{policy.name}</bdi>
              <span className={styles.place}>{placeOf(policy) || words.search.top}</span>
            </span>
            {policy.secure ? (
              <IconShieldCheckFilled size={16} className={styles.secure} role="img" aria-label={words.tree.secure} />
            ) : null}
          </div>
        ))}
      </div>
      {search.data?.next_cursor ? <p className={styles.more}>{words.search.more(found.length)}</p> : null}
    </div>
  );
}
