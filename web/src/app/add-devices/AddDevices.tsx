/** Add Devices: the tree stays, the chosen policy changes beside it. */

import { Outlet, useParams } from '@tanstack/react-router';
import { AddDevicesPage } from '@/features/add-devices/AddDevicesPage';

export function AddDevices() {
  const { policyId } = useParams({ strict: false });
  return (
    <AddDevicesPage policyId={policyId ?? null}>
      <Outlet />
    </AddDevicesPage>
  );
}
