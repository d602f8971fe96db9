/** What becoming secure means for a branch, in numbers: computed from the readiness report. */

interface Report {
  policies_to_secure: {
    name: string;
    path: string[];
    legacy_url: { downloaded: number; configurator: number; last_seen_at?: string | null };
  }[];
}

/** The numbers of the warning. */
export interface Securing {
  /** Every policy that becomes secure, the chosen one included. */
  policies: number;
  /** The ones below the chosen one, as they stand below it: `Macs`, `Kiosks › Lobby`. */
  children: string[];
  /** Profiles downloaded from the branch's legacy URLs. */
  downloads: number;
  /** The last use of any of them. */
  lastUse: string | null;
  /** Uses by Apple Configurator. */
  configurator: number;
  /** Legacy URLs that were used at all. */
  used: { name: string; downloads: number; configurator: number; lastUse: string | null }[];
}

/** Sums the report up. */
export function securing(report: Report): Securing {
  const all = report.policies_to_secure;
  const sum = (of: (uses: Report['policies_to_secure'][number]['legacy_url']) => number) =>
    all.reduce((total, policy) => total + of(policy.legacy_url), 0);
  const uses = all.map((policy) => policy.legacy_url.last_seen_at ?? '').filter(Boolean);
  return {
    policies: all.length,
    children: all.filter((policy) => policy.path.length > 1).map((policy) => policy.path.slice(1).join(' › ')),
    downloads: sum((uses) => uses.downloaded),
    lastUse: uses.sort().at(-1) ?? null,
    configurator: sum((uses) => uses.configurator),
    used: all
      .filter(({ legacy_url }) => legacy_url.downloaded > 0 || legacy_url.last_seen_at)
      .map(({ path, legacy_url }) => ({
        name: path.join(' › '),
        downloads: legacy_url.downloaded,
        configurator: legacy_url.configurator,
        lastUse: legacy_url.last_seen_at ?? null,
      })),
  };
}

/** `Macs, Kiosks and 10 more`. */
export function someOf(names: string[], most = 4): string {
  if (names.length <= most) {
    return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  }
  return `${names.slice(0, most).join(', ')} and ${(names.length - most).toLocaleString('en')} more`;
}
