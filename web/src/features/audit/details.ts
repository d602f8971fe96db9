/** The further fields of an event as names and values people can read. */

import type { AuditEvent } from './queries';

/** Name and value of each field, in the order of the log. */
export function detailsOf(event: AuditEvent): [name: string, value: string][] {
  return Object.entries(event.details as Record<string, unknown>).map(([name, value]) => [nameOf(name), said(value)]);
}

function nameOf(field: string): string {
  const plain = field.replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function said(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map(said).join(', ');
  if (value === null || value === undefined || value === '') return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
