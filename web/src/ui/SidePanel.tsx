/** Details at the right of a list; the list stays in sight, and the address names what is open. */

import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEscape } from '@/lib/useEscape';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}

export function SidePanel({ opened, onClose, title, children }: Props) {
  const onEscape = useEscape(onClose);
  return (
    <Drawer opened={opened} onClose={onClose} {...onEscape} title={title} position="right" size="min(480px, 100vw)">
      {children}
    </Drawer>
  );
}
