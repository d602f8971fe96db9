/** Copies a value, and says so where it was pressed and to screen readers. */

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCopy } from '@/lib/useCopy';

interface Props {
  value: string;
  /** What is copied: `Copy enrollment URL`. */
  label: string;
  size?: 'sm';
  /** As a button with its words, in place of the icon alone. */
  wide?: boolean;
  variant?: 'filled' | 'default';
}

export function CopyButton({ value, label, size, wide, variant = 'default' }: Props) {
  const { state, copy } = useCopy();
  const said = { idle: label, copied: 'Copied', failed: 'Select it and copy it by hand' }[state];
  const icon = state === 'copied' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />;
  return (
    <>
      {wide ? (
        <Button variant={variant} leftSection={icon} onClick={() => copy(value)} size={size}>
          {said}
        </Button>
      ) : (
        <Tooltip label={said}>
          <ActionIcon aria-label={label} onClick={() => copy(value)} size={size}>
            {icon}
          </ActionIcon>
        </Tooltip>
      )}
      <span className="visually-hidden" role="status">
        {state === 'idle' ? '' : said}
      </span>
    </>
  );
}
