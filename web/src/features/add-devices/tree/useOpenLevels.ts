/** Which levels of a tree are open. */

import { useCallback, useState } from 'react';

export function useOpenLevels(first: readonly string[] = []) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(first));

  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);

  /** Opens everything above a policy, so that it is in sight. */
  const reveal = useCallback((ids: readonly string[]) => {
    setOpen((before) => (ids.every((id) => before.has(id)) ? before : new Set([...before, ...ids])));
  }, []);

  return { open, toggle, reveal };
}
