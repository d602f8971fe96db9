/** Why a control of a user is off. The server decides; this only says it beforehand. */

import type { Schema } from '@/api/client';
import { words } from './words';

type User = Schema<'User'>;
type Role = Schema<'Role'>;

/** Why this user cannot be changed at all by somebody with this role. */
export function untouchable(mine: Role, user: User): string | undefined {
  return user.role === 'owner' && mine !== 'owner' ? words.reasons.owner : undefined;
}

/** Whether nobody else could act as owner. `all` is every user that was read. */
export function isLastOwner(user: User, all: User[]): boolean {
  const owners = all.filter((each) => each.role === 'owner' && !each.disabled_at);
  return owners.length === 1 && owners[0]?.id === user.id;
}

/** Why this role cannot be given. */
export function roleReason(mine: Role, role: Role, user: User | null, all: User[]): string | undefined {
  if (role === 'owner' && mine !== 'owner') return words.reasons.owner;
  return user && role !== 'owner' && isLastOwner(user, all) ? words.reasons.lastOwner : undefined;
}

/** Why this user cannot be disabled. */
export function disableReason(mine: Role, user: User, all: User[]): string | undefined {
  return untouchable(mine, user) ?? (isLastOwner(user, all) ? words.reasons.lastOwner : undefined);
}
