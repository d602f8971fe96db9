/** The further fields of an event as names and values people can read. */

import type { Schema } from '@/api/client';
import { exact } from '@/lib/time';
import type { AuditEvent } from './queries';

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Name and value of each field, in the order of the log. */
export function detailsOf(event: AuditEvent): [name: string, value: string][] {
  return Object.entries(event.details as Record<string, unknown>).map(([name, value]) => [
    nameOf(name),
    (name === 'reason' && REASONS[value as keyof typeof REASONS]) || said(value),
  ]);
}

const NAMES: Record<string, string> = {
  udid: 'UDID',
  api_token: 'API token',
  enrollment_url: 'Enrollment URL',
  profile_id: 'Profile',
  serial: 'Certificate',
  re_enrollment: 'Enrolled again',
  url: 'URL',
  urls: 'URLs',
};

/** Why a device was refused. */
const REASONS: Record<Schema<'DeviceRefusal'>, string> = {
  deadline_passed: 'The deadline of its profile had passed',
  profile_used: 'Its profile had been used already',
  profile_revoked: 'Its profile had been revoked',
  device_live: 'It is live under another certificate, and nobody has released it',
  certificate_mismatch: 'Its certificate belongs to another device',
  certificate_ended: 'Its certificate is no longer valid',
  not_enrolled: 'It is not enrolled',
  other_device: 'The renewal profile was made for another device',
  renewal_request: 'It asked for a new certificate without a renewal profile',
  nothing_to_renew: 'It is no longer enrolled, so there is nothing to renew',
};

/** A field or a kind of thing, as people call it. */
export function nameOf(field: string): string {
  if (NAMES[field]) return NAMES[field];
  const plain = field.replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function said(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map(said).join(', ');
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string' && MOMENT.test(value)) return exact(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The device an event is about, and how to come to it: by its id, or by the UDID it gave. */
export function deviceOf({ object, details }: AuditEvent): { id: string } | { udid: string } | null {
  if (object?.kind === 'device') return { id: object.id };
  const { udid } = details as Record<string, unknown>;
  return typeof udid === 'string' ? { udid } : null;
}
