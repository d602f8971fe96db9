/** A control that is off for a reason: it stays in reach of the keyboard and says why. */

import { Tooltip } from '@mantine/core';
import { cloneElement, type MouseEvent, type ReactElement, useId } from 'react';

interface ControlProps {
  onClick?: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined;
  'aria-disabled'?: boolean;
  'aria-describedby'?: string;
  'data-disabled'?: boolean;
}

/** `reason` undefined: the control works as it is. Only for buttons. */
export function Gated({ reason, children }: { reason: string | undefined; children: ReactElement<ControlProps> }) {
  const id = useId();
  if (!reason) return children;
  const off = cloneElement(children, {
    onClick: (event: MouseEvent<HTMLButtonElement>) => event.preventDefault(),
    'aria-disabled': true,
    'aria-describedby': id,
    'data-disabled': true,
  });
  return (
    <>
      <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
        {off}
      </Tooltip>
      <span id={id} className="visually-hidden">
        {reason}
      </span>
    </>
  );
}
