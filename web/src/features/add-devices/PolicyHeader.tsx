/** The head of a policy: where it stands, its name and badge, and what can be done with it. */

import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsMove, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { Policy } from '@/api/policies';
import { useCan } from '@/api/session';
import { SecureBadge } from '@/ui/Badge';
import { CreatePolicy } from './CreatePolicy';
import { DeletePolicy, deleteReason } from './DeletePolicy';
import { EditPolicy } from './EditPolicy';
import { MovePolicy } from './MovePolicy';
import styles from './PolicyHeader.module.css';
import { PolicyIcon } from './PolicyIcon';
import { words } from './words';

export function PolicyHeader({ policy }: { policy: Policy }) {
  const can = useCan();
  const above = policy.path.slice(0, -1);
  return (
    <header className={styles.header}>
      {above.length > 0 ? (
        <nav aria-label="Place in the tree" className={styles.path}>
          {above.map((step, n) => (
            <Fragment key={step.id}>
              {n > 0 ? <span aria-hidden>›</span> : null}
              <Link to="/policies/$policyId" params={{ policyId: step.id }} className={styles.step} title={step.name}>
                <bdi>{step.name}</bdi>
              </Link>
            </Fragment>
          ))}
        </nav>
      ) : null}
      <div className={styles.line}>
        <div className={styles.title}>
          <h2 className={styles.name}>
            <PolicyIcon policy={policy} size={20} />
            <bdi>{policy.name}</bdi>
          </h2>
          {policy.secure ? <SecureBadge /> : null}
        </div>
        {can('policy.write') ? <Actions policy={policy} /> : null}
      </div>
    </header>
  );
}

function Actions({ policy }: { policy: Policy }) {
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'child' | 'edit' | 'move' | 'delete' | null>(null);
  const close = () => setDialog(null);
  const reason = deleteReason(policy);
  return (
    <div className={styles.actions}>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={words.actions}>
            <IconDots size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown maw={300}>
          <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDialog('child')}>
            {words.create.child}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('edit')}>
            {words.edit.menu}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowsMove size={16} aria-hidden />} onClick={() => setDialog('move')}>
            {words.move.menu}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconTrash size={16} aria-hidden />}
            data-danger={reason ? undefined : true}
            disabled={reason !== undefined}
            onClick={() => setDialog('delete')}
          >
            {words.remove.menu}
            {reason ? <span className={styles.reason}>{reason}</span> : null}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <CreatePolicy
        opened={dialog === 'child'}
        onClose={close}
        parent={policy}
        onCreated={(id) => void navigate({ to: '/policies/$policyId', params: { policyId: id } })}
      />
      <EditPolicy opened={dialog === 'edit'} onClose={close} policy={policy} />
      <MovePolicy opened={dialog === 'move'} onClose={close} policy={policy} />
      <DeletePolicy opened={dialog === 'delete'} onClose={close} policy={policy} />
    </div>
  );
}
