/** Details at the right of a list; the list stays in sight, and the address names what is open. */

import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}

export function SidePanel({ opened, onClose, title, children }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} title={title} position="right" size="min(460px, 100vw)">
      {children}
    </Drawer>
  );
}
