/** The devices a filter finds as a file for spreadsheets. */

import { csv } from '@/lib/csv';
import { download } from '@/lib/download';
import { allDevices, type Device, type Filters, policyPaths } from './queries';

const COLUMNS: (keyof Device)[] = [
  'id',
  'name',
  'serial_number',
  'udid',
  'model',
  'os_version',
  'state',
  'policy_id',
  'enrollment_url_id',
  'profile_id',
  'enrolled_at',
  'last_seen_at',
  'released_until',
];

/** The file's content; the policy is there by id and by its place in the tree. */
export function table(devices: Device[], paths: ReadonlyMap<string, string>): string {
  return csv(
    [...COLUMNS, 'policy'],
    devices.map((device) => [
      ...COLUMNS.map((column) => device[column]),
      device.policy_id ? paths.get(device.policy_id) : null,
    ]),
  );
}

/** Downloads it; tells how many there were. */
export async function exportDevices(filters: Filters): Promise<number> {
  const [devices, paths] = await Promise.all([allDevices(filters), policyPaths()]);
  const day = new Date().toISOString().slice(0, 10);
  download(new Blob([table(devices, paths)], { type: 'text/csv;charset=utf-8' }), `devices-${day}.csv`);
  return devices.length;
}
