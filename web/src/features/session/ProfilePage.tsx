/** The first piece of this screen. */

export function ProfilePage() {
  return null;
}
