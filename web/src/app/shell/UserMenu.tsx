/** Who is signed in, and the way out. */

import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { api, ok } from '@/api/client';
import { codeOf } from '@/api/problem';
import { useSession } from '@/api/session';
import { describe } from '@/api/wording';
import { initials } from '@/lib/initials';
import { failed } from '@/ui/toast';
import { leaveAfterSignOut } from '../session-end';
import styles from './UserMenu.module.css';
import { words } from './words';

export function UserMenu() {
  const { user, organization } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const router = useRouter();
  const signOut = useMutation({
    mutationFn: () => ok(api.DELETE('/api/v1/session')),
    onSuccess: () => leaveAfterSignOut(queries, router),
    onError: (error) => {
      if (codeOf(error) !== 'unauthenticated') failed(describe(error));
    },
  });
  return (
    <Menu width={260}>
      <Menu.Target>
        <UnstyledButton className={styles.button}>
          <span className={styles.initials} aria-hidden>
            {initials(user.name)}
          </span>
          <span className="visually-hidden">{user.name}</span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <p className={styles.name}>{user.name}</p>
          <p>{user.email}</p>
          <p>
            {words.roles[user.role]} of {organization.name}
          </p>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/settings/profile' })}
        >
          {words.profile}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => signOut.mutate()}
          disabled={signOut.isPending}
          closeMenuOnClick={false}
        >
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
