/** Escape closes only what it was pressed in: a dialog above a dialog or panel does not take both along. */

import type { KeyboardEvent } from 'react';

/** Props for a modal or drawer that others may open above. */
export function useEscape(onClose: () => void) {
  return {
    closeOnEscape: false,
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const target = event.target as HTMLElement;
      // What opens above is a child in React, but stands elsewhere in the document.
      const inside = event.currentTarget.contains(target);
      // A list that is open in a field takes the key for itself.
      const taken = target.getAttribute('data-mantine-stop-propagation') === 'true' || event.defaultPrevented;
      if (event.key === 'Escape' && inside && !taken && !event.nativeEvent.isComposing) onClose();
    },
  };
}
