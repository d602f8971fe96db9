/** Add Devices: choose a policy. */

import { IconDeviceMobilePlus } from '@tabler/icons-react';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';

export function AddDevicesPage() {
  return (
    <Page>
      <EmptyState
        icon={IconDeviceMobilePlus}
        title="Choose a policy"
        text="Search with ⌘K for the policy the devices shall enroll into."
      />
    </Page>
  );
}
