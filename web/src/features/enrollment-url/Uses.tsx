/** Since when a URL is live, and what it was used for, in one line. */

import type { ReactNode } from 'react';
import type { UrlWithUses } from '@/api/enrollment-urls';
import type { EnrollmentUrl } from '@/api/secure-enrollment';
import { TimeAgo } from '@/ui/Time';
import styles from './Uses.module.css';
import { words } from './words';

export function Uses({ url, uses }: { url: EnrollmentUrl; uses: UrlWithUses | undefined }) {
  const parts: [string, ReactNode][] = [
    [
      'live',
      <>
        {words.card.live} <TimeAgo at={url.created_at} />
        {url.created_by ? ` by ${url.created_by.name}` : ''}
      </>,
    ],
  ];
  if (uses?.last_seen_at) {
    // A legacy URL has no page to open.
    if (url.kind === 'secure') parts.push(['opened', words.card.opened(uses.opened)]);
    parts.push(['downloaded', words.card.downloaded(uses.downloaded)]);
    if (uses.refused > 0) parts.push(['refused', words.card.refused(uses.refused)]);
    parts.push([
      'seen',
      <>
        {words.card.lastSeen} <TimeAgo at={uses.last_seen_at} />
      </>,
    ]);
  } else if (uses) parts.push(['unused', words.card.unused]);
  return (
    <ul className={styles.uses}>
      {parts.map(([key, part]) => (
        <li key={key}>{part}</li>
      ))}
    </ul>
  );
}
