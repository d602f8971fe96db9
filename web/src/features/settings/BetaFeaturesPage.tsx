/** The first piece of this screen. */

export function BetaFeaturesPage() {
  return null;
}
