import { describe, expect, it } from 'vitest';
import { table } from './exportDevices';
import type { Device } from './queries';

const device: Device = {
  id: 'd1',
  udid: '00008030-001',
  name: '=Mac, "left"',
  serial_number: null,
  state: 'enrolled',
  policy_id: 'p1',
  enrolled_at: '2026-11-25T10:00:00Z',
};

describe('the export of devices', () => {
  it('has every field of the API, and where the policy stands', () => {
    const [head, row] = table([device], new Map([['p1', 'Acme › Macs']])).split('\r\n');
    expect(head).toBe(
      '\uFEFFid,name,serial_number,udid,model,os_version,state,policy_id,enrollment_url_id,profile_id,enrolled_at,last_seen_at,released_until,policy',
    );
    expect(row).toBe('d1,"\'=Mac, ""left""",,00008030-001,,,enrolled,p1,,,2026-11-25T10:00:00Z,,,Acme › Macs');
  });

  it('leaves the place of a deleted policy empty', () => {
    expect(table([{ ...device, policy_id: 'gone' }], new Map())).toMatch(/,gone,.*,\r\n$/);
  });
});
