/** Add Devices: the policy tree at the left, the chosen policy at the right; on a phone one after the other. */

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconDeviceMobilePlus, IconPlus, IconSitemap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { policyQuery, policySearchQuery } from '@/api/policies';
import { useReason } from '@/api/session';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import styles from './AddDevicesPage.module.css';
import { CreatePolicy } from './CreatePolicy';
import { Chooser } from './tree/Chooser';
import { useOpenLevels } from './tree/useOpenLevels';
import { words } from './words';

/** `children` is the chosen policy; without one, the place says what to do. */
export function AddDevicesPage({ policyId, children }: { policyId: string | null; children: ReactNode }) {
  const navigate = useNavigate();
  const reason = useReason()('policy.write');
  const [creating, setCreating] = useState(false);
  const { open, toggle, reveal } = useOpenLevels();
  const any = useQuery(policySearchQuery('', 1));
  const policy = useQuery({ ...policyQuery(policyId ?? ''), enabled: policyId !== null });
  const path = policy.data?.path;
  useEffect(() => {
    if (path) reveal(path.slice(0, -1).map((step) => step.id));
  }, [path, reveal]);

  const show = (id: string) => void navigate({ to: '/policies/$policyId', params: { policyId: id } });
  const first = (
    <EmptyState
      icon={IconSitemap}
      title={words.first.title}
      text={reason ? words.first.ask : words.first.text}
      action={
        reason ? null : (
          <Button
            variant="filled"
            color="accent"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setCreating(true)}
          >
            {words.first.verb}
          </Button>
        )
      }
    />
  );
  const createPolicy = (
    <CreatePolicy opened={creating} onClose={() => setCreating(false)} parent={null} onCreated={show} />
  );
  if (policyId === null && any.data?.items.length === 0) {
    return (
      <Page>
        {first}
        {createPolicy}
      </Page>
    );
  }
  return (
    <div className={styles.frame} data-chosen={policyId !== null || undefined}>
      <aside className={styles.pane} aria-label={words.tree.label}>
        <Chooser
          label={words.tree.label}
          open={open}
          onToggle={toggle}
          chosen={policyId}
          path={path?.map((step) => step.id)}
          onChoose={(chosen) => show(chosen.id)}
          empty={first}
          action={
            reason ? null : (
              <Tooltip label={words.create.top}>
                <ActionIcon variant="default" aria-label={words.create.top} onClick={() => setCreating(true)}>
                  <IconPlus size={20} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )
          }
        />
      </aside>
      <div className={styles.policy}>
        <Link to="/policies" className={styles.back}>
          <IconArrowLeft size={16} aria-hidden /> {words.back}
        </Link>
        {policyId === null && any.isPending ? null : children}
      </div>
      {createPolicy}
    </div>
  );
}

/** In place of a policy while none is chosen. */
export function NoPolicyChosen() {
  return (
    <Page>
      <EmptyState icon={IconDeviceMobilePlus} title={words.choose.title} text={words.choose.text} />
    </Page>
  );
}
