/** The profiles in flight of a policy, a few of them with the time each stops working. */

import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { platformName } from '@/api/platform';
import type { Profile } from '@/api/profiles';
import { describe } from '@/api/wording';
import { clockTime } from '@/lib/deadline';
import { Badge } from '@/ui/Badge';
import { ErrorNotice } from '@/ui/ErrorState';
import { SkeletonLines } from '@/ui/Skeletons';
import { TimeAgo } from '@/ui/Time';
import { atLeast, endAfter } from './inFlight';
import styles from './Regenerate.module.css';
import { words } from './words';

interface Props {
  query: UseInfiniteQueryResult<Profile[]>;
  usable: Profile[];
  grace: 0 | 30;
  now: number;
}

const SHOWN = 4;

export function InFlightList({ query, usable, grace, now }: Props) {
  const text = words.regenerate;
  if (query.isPending) return <SkeletonLines lines={3} />;
  if (query.isError) return <ErrorNotice failure={describe(query.error)} />;
  if (usable.length === 0) return <p className={styles.none}>{text.none}</p>;
  return (
    <section className={styles.flight} aria-label={text.inFlight}>
      <p className={styles.head}>
        <strong>{text.inFlight}</strong> <Badge tone="accent">{atLeast(usable.length, query.hasNextPage)}</Badge>
        <span className={styles.quiet}>{text.inFlightText}</span>
      </p>
      <ul>
        {usable.slice(0, SHOWN).map((profile) => (
          <li key={profile.id} className={styles.profile}>
            <span>
              {platformName(profile.client.platform)}
              <span className={styles.quiet}>
                {' · '}
                <TimeAgo at={profile.downloaded_at ?? profile.created_at} />
              </span>
            </span>
            <span className={styles.end}>
              {text.dies(grace === 0 ? null : clockTime(endAfter(profile, grace, now), now))}
            </span>
          </li>
        ))}
      </ul>
      {usable.length > SHOWN ? (
        <p className={styles.quiet}>{text.more(atLeast(usable.length - SHOWN, query.hasNextPage))}</p>
      ) : null}
    </section>
  );
}
