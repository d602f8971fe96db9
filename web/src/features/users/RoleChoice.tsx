/** One of the four roles, with what each may do. */

import type { Schema } from '@/api/client';
import { keysOf } from '@/lib/keys';
import { ChoiceCards } from '@/ui/ChoiceCards';
import type { User } from './queries';
import { isLastOwner, roleReason } from './rules';
import { words } from './words';

type Role = Schema<'Role'>;

interface Props {
  value: Role;
  onChange: (role: Role) => void;
  error: string | undefined;
  mine: Role;
  user: User | null;
  all: User[];
}

export function RoleChoice({ value, onChange, error, mine, user, all }: Props) {
  return (
    <ChoiceCards
      label={words.form.role}
      note={user && isLastOwner(user, all) ? words.reasons.lastOwner : undefined}
      name="role"
      value={value}
      onChange={onChange}
      error={error}
      choices={keysOf(words.roles).map((role) => ({
        value: role,
        name: words.roles[role],
        text: words.roleTexts[role],
        reason: roleReason(mine, role, user, all),
      }))}
    />
  );
}
