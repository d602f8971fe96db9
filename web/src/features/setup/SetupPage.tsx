/** The first piece of this screen. */

export function SetupPage() {
  return null;
}
