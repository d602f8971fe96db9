/** A moment: `3 days ago` with the full time on hover, or the full time itself. */

import { absolute, exact, relative } from '@/lib/time';
import { useNow } from '@/lib/useNow';

/** Relative, kept fresh. */
export function TimeAgo({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exact(at)}>
      {relative(at, now)}
    </time>
  );
}

/** Absolute, in the reader's time zone. */
export function Time({ at, seconds }: { at: string; seconds?: boolean }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {seconds ? exact(at) : absolute(at)}
    </time>
  );
}
