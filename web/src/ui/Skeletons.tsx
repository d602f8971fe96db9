/** Placeholders of the size of what comes; shown only when it takes longer than 150 ms. */

import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDelayed } from '@/lib/useDelayed';

/** Shows its content late, and says "Loading" to screen readers. */
export function Delayed({ children }: { children: ReactNode }) {
  const late = useDelayed();
  return (
    <div role="status" aria-busy="true" aria-live="polite">
      <span className="visually-hidden">{late ? 'Loading' : ''}</span>
      {late ? children : null}
    </div>
  );
}

const LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const WIDTHS = ['62%', '48%', '71%', '55%', '66%', '44%', '58%', '50%'];

/** Lines of text. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  return (
    <Delayed>
      {LINES.slice(0, lines).map((key, n) => (
        <Skeleton key={key} height={14} width={WIDTHS[n]} my={10} radius="xs" />
      ))}
    </Delayed>
  );
}

/** A card of a given height. */
export function SkeletonCard({ height }: { height: number }) {
  return (
    <Delayed>
      <Skeleton height={height} radius="lg" />
    </Delayed>
  );
}

/** Rows of a table. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  return (
    <Delayed>
      {LINES.slice(0, rows).map((key, n) => (
        <div
          key={key}
          style={{
            height: 'var(--height-row)',
            display: 'flex',
            alignItems: 'center',
            gap: 'var(--space-6)',
            padding: '0 var(--space-6)',
          }}
        >
          <Skeleton height={14} width={WIDTHS[n]} radius="xs" />
          <Skeleton height={14} width="18%" radius="xs" />
        </div>
      ))}
    </Delayed>
  );
}
