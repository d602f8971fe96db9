/** The first piece of this screen. */

export function ApiTokensPage() {
  return null;
}
