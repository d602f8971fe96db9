/** Around everything: the browser tab's title follows the route. */

import { Outlet, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';

/** The section's name of the route that is shown. */
export function useTitle(): string | undefined {
  return useMatches({ select: (matches) => matches.findLast((match) => match.staticData.title)?.staticData.title });
}

export function Root() {
  const title = useTitle();
  useEffect(() => {
    document.title = title ? `${title} · Vestibule` : 'Vestibule';
  }, [title]);
  return <Outlet />;
}
