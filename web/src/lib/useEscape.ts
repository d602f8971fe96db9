/** Escape closes only what it was pressed in: a dialog above a dialog or panel does not take both along. */

import { type KeyboardEvent, useEffect, useId, useRef } from 'react';

/** Props for a modal or drawer that others may open above. */
export function useEscape(onClose: () => void) {
  const id = useId();
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  // What was focused may be gone, such as a button that was replaced: then the key goes to what is uppermost, before it
  // closes anything.
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.target !== document.body) return;
      const uppermost = [...document.querySelectorAll('[role="dialog"]')].at(-1);
      if (uppermost?.closest('[data-escape]')?.getAttribute('data-escape') === id) close.current();
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [id]);
  return {
    'data-escape': id,
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
