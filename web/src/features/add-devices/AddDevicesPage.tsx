/** Add Devices: the policy tree at the left, the chosen policy at the right; on a phone one after the other. */

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconDeviceMobilePlus, IconPlus, IconSitemap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { policyQuery, policySearchQuery } from '@/api/policies';
import { useReason } from '@/api/session';
import { EmptyState } from '@/ui/EmptyState';
import { Gated } from '@/ui/Gated';
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
  const policy = useQuery({ ...policyQuery(policyId ?? ''), enabled: policyId !== null });
  const path = policy.data?.path;
  useEffect(() => {
    if (path) reveal(path.slice(0, -1).map((step) => step.id));
  }, [path, reveal]);

  const show = (id: string) => void navigate({ to: '/policies/$policyId', params: { policyId: id } });
  const create = (
    <Gated reason={reason}>
      <Button
        variant="filled"
        color="accent"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setCreating(true)}
      >
        {words.first.verb}
      </Button>
    </Gated>
  );
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
          empty={
            <EmptyState
              icon={IconSitemap}
              title={words.first.title}
              text={reason ? words.first.ask : words.first.text}
              action={reason ? null : create}
            />
          }
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
        {children}
      </div>
      <CreatePolicy opened={creating} onClose={() => setCreating(false)} parent={null} onCreated={show} />
    </div>
  );
}

/** In place of a policy while none is chosen. */
export function NoPolicyChosen() {
  const any = useQuery(policySearchQuery('', 1));
  // Without policies the tree itself says what to do.
  if (!any.data?.items.length) return null;
  return (
    <Page>
      <EmptyState icon={IconDeviceMobilePlus} title={words.choose.title} text={words.choose.text} />
    </Page>
  );
}
