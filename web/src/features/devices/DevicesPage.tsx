/** Devices: what has enrolled. */

import { IconDevices } from '@tabler/icons-react';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';

export function DevicesPage() {
  return (
    <Page width="wide">
      <EmptyState icon={IconDevices} title="No device has enrolled yet" text="Devices stand here once they enrolled." />
    </Page>
  );
}
