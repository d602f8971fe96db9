/** True once something has lasted for a while: quick answers then show no skeleton at all. */

import { useEffect, useState } from 'react';

/** Becomes true `after` milliseconds after it was first asked. */
export function useDelayed(after = 150): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return over;
}
