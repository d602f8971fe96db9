/** The first piece of this screen. */

export function AuditPage() {
  return null;
}
