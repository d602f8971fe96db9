/** The tree as the flat rows that are drawn, and what a key does to them; pure, so that it can be tested without a browser. */

import type { Policy } from '@/api/policies';

/** The children of one policy as far as they were read. */
export interface Level {
  items: Policy[];
  state: 'ready' | 'pending' | 'failed';
  hasMore: boolean;
}

/** A row: a policy, or what stands for policies that are not there yet. */
export type Row =
  | {
      kind: 'policy';
      key: string;
      policy: Policy;
      depth: number;
      /** From 1, among its siblings. */
      position: number;
      /** -1: not known yet. */
      siblings: number;
      open: boolean;
    }
  | { kind: 'pending' | 'failed' | 'more'; key: string; parent: string; depth: number };

/** The level above everything. */
export const ROOT = 'root';

/** Lays the open part of the tree out as rows. */
export function flatten(levelOf: (parent: string) => Level | undefined, open: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const lay = (parent: string, depth: number) => {
    const level = levelOf(parent);
    const items = level?.items ?? [];
    for (const [n, policy] of items.entries()) {
      const isOpen = policy.child_count > 0 && open.has(policy.id);
      const siblings = level?.hasMore ? -1 : items.length;
      rows.push({ kind: 'policy', key: policy.id, policy, depth, position: n + 1, siblings, open: isOpen });
      if (isOpen) lay(policy.id, depth + 1);
    }
    if (!level || (level.state === 'pending' && items.length === 0)) {
      rows.push({ kind: 'pending', key: `pending ${parent}`, parent, depth });
    } else if (level.state === 'failed') {
      rows.push({ kind: 'failed', key: `failed ${parent}`, parent, depth });
    } else if (level.hasMore) {
      rows.push({ kind: 'more', key: `more ${parent}`, parent, depth });
    }
  };
  lay(ROOT, 0);
  return rows;
}

/** What a key asks for. */
export type Move = { to: string } | { toggle: string } | { choose: string } | null;

/** What a key does while `at` is the policy in focus. */
export function press(rows: readonly Row[], at: string | null, key: string): Move {
  const policies = rows.filter((row) => row.kind === 'policy');
  const n = policies.findIndex((row) => row.key === at);
  const here = policies[n];
  const go = (row: (typeof policies)[number] | undefined): Move => (row ? { to: row.key } : null);
  switch (key) {
    case 'Home':
      return go(policies[0]);
    case 'End':
      return go(policies.at(-1));
    case 'ArrowDown':
      return go(policies[n + 1]);
    case 'ArrowUp':
      return go(n < 0 ? policies.at(-1) : policies[n - 1]);
    case 'ArrowRight':
      if (!here || here.policy.child_count === 0) return null;
      if (!here.open) return { toggle: here.key };
      return go(policies[n + 1]?.depth === here.depth + 1 ? policies[n + 1] : undefined);
    case 'ArrowLeft':
      if (!here) return null;
      if (here.open) return { toggle: here.key };
      return go(policies.slice(0, n).findLast((row) => row.depth === here.depth - 1));
    case 'Enter':
    case ' ':
      return here ? { choose: here.key } : null;
    default:
      return null;
  }
}

/** The next policy whose name begins with what was typed; the same letter again goes on to the next one. */
export function typeAhead(rows: readonly Row[], at: string | null, typed: string): string | null {
  const policies = rows.filter((row) => row.kind === 'policy');
  const n = policies.findIndex((row) => row.key === at);
  const same = new Set(typed.toLocaleLowerCase()).size === 1;
  const words = same ? typed.slice(0, 1) : typed;
  const from = n + (words.length === 1 ? 1 : 0);
  const turned = [...policies.slice(Math.max(0, from)), ...policies.slice(0, Math.max(0, from))];
  const begins = (name: string) => name.toLocaleLowerCase().startsWith(words.toLocaleLowerCase());
  return turned.find((row) => begins(row.policy.name))?.key ?? null;
}

/** Which level must be read further so that a policy comes into sight: the first on its path that ends too early. */
export function tooShort(levelOf: (parent: string) => Level | undefined, path: readonly string[]): string | null {
  for (const [n, id] of path.entries()) {
    const parent = path[n - 1] ?? ROOT;
    const level = levelOf(parent);
    if (level?.items.some((policy) => policy.id === id)) continue;
    return level?.state === 'ready' && level.hasMore ? parent : null;
  }
  return null;
}
