/** Puts a text on the clipboard and tells for two seconds whether it worked. */

import { useCallback, useEffect, useRef, useState } from 'react';

type State = 'idle' | 'copied' | 'failed';

/** The clipboard; browsers offer it on https and on localhost only, else the old way is tried. */
export function useCopy(): { state: State; copy: (text: string) => void } {
  const [state, setState] = useState<State>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = useCallback((text: string) => {
    const tell = (worked: boolean) => {
      setState(worked ? 'copied' : 'failed');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setState('idle'), 2000);
    };
    const written = navigator.clipboard
      ? navigator.clipboard.writeText(text)
      : Promise.reject(new Error('no clipboard'));
    written.then(
      () => tell(true),
      () => tell(copyOldWay(text)),
    );
  }, []);

  return { state, copy };
}

function copyOldWay(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  const before = document.activeElement;
  (before?.parentElement ?? document.body).append(field);
  field.select();
  const worked = document.execCommand?.('copy') ?? false;
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return worked;
}
