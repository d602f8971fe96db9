/** One enrollment URL beside the list: since when, until when and why, and what it was used for. */

import type { UrlWithUses } from '@/api/enrollment-urls';
import { clockTime } from '@/lib/deadline';
import { useNow } from '@/lib/useNow';
import { Badge } from '@/ui/Badge';
import { CopyButton } from '@/ui/CopyButton';
import { Facts } from '@/ui/Facts';
import { Time } from '@/ui/Time';
import styles from './UrlsTab.module.css';
import { words } from './words';

const { urls: text } = words;

export function UrlPanel({ url }: { url: UrlWithUses }) {
  const now = useNow();
  const { columns: name, facts } = text;
  const until = url.profiles_valid_until;
  const by = (who: UrlWithUses['created_by']) => (who ? ` ${text.by(who.name)}` : '');
  return (
    <Facts
      rows={{
        [name.url]: url.url ? (
          <span className={styles.full}>
            <code>{url.url}</code>
            <CopyButton value={url.url} label={words.card.copy} size="sm" />
          </span>
        ) : (
          text.hidden
        ),
        [name.state]: <StateBadge url={url} />,
        [name.kind]: url.kind === 'legacy' ? text.legacy : text.secure,
        [facts.created]: (
          <>
            <Time at={url.created_at} />
            {by(url.created_by)}
          </>
        ),
        [facts.retired]: url.retired_at ? (
          <>
            <Time at={url.retired_at} />
            {by(url.retired_by)}
          </>
        ) : null,
        [name.reason]: url.retired_at ? whyOf(url) : null,
        [name.deadline]: until
          ? Date.parse(until) > now
            ? text.valid(clockTime(until, now))
            : text.over(clockTime(until, now))
          : text.noDeadline,
        // A legacy URL has no page to open.
        [name.opened]: url.kind === 'secure' ? facts.times(url.opened) : null,
        [name.downloaded]: facts.times(url.downloaded),
        [name.refused]: facts.times(url.refused),
        [name.seen]: url.last_seen_at ? <Time at={url.last_seen_at} /> : text.never,
      }}
    />
  );
}

export function StateBadge({ url }: { url: UrlWithUses }) {
  return url.retired_at ? <Badge>{text.retired}</Badge> : <Badge tone="success">{text.live}</Badge>;
}

/** Why it is no longer live; for the live one, its kind. */
export function whyOf(url: UrlWithUses): string {
  if (!url.retired_at || !url.retired_reason) return url.kind === 'legacy' ? text.legacy : text.secure;
  return text.reasons[url.retired_reason];
}
