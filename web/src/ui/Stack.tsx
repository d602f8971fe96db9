/** Things one below the other with the same gap. */

import type { CSSProperties, ReactNode } from 'react';

export function Stack({ gap = 4, children }: { gap?: 1 | 2 | 3 | 4 | 5 | 6 | 8; children: ReactNode }) {
  const style: CSSProperties = { display: 'flex', flexDirection: 'column', gap: `var(--space-${gap})`, minWidth: 0 };
  return <div style={style}>{children}</div>;
}
