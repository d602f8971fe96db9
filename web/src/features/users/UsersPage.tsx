/** The first piece of this screen. */

export function UsersPage() {
  return null;
}
