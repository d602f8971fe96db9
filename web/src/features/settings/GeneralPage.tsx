/** The first piece of this screen. */

export function GeneralPage() {
  return null;
}
