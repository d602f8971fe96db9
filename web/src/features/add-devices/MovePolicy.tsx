/** Moves a policy to another place of the tree; under a secure one, only after the consequences were acknowledged. */

import { Checkbox, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { type Policy, placeOf } from '@/api/policies';
import { readinessQuery, useRefreshPolicies } from '@/api/secure-enrollment';
import { describe } from '@/api/wording';
import { securing } from '@/lib/securing';
import { DialogForm } from '@/ui/DialogForm';
import { Notice } from '@/ui/Notice';
import { SecuringWarning } from '@/ui/SecuringWarning';
import { done } from '@/ui/toast';
import styles from './MovePolicy.module.css';
import { Chooser } from './tree/Chooser';
import { useOpenLevels } from './tree/useOpenLevels';
import { words } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  policy: Policy;
}

export function MovePolicy({ opened, onClose, policy }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.move.title(policy.name)} size={560}>
      <Content onClose={onClose} policy={policy} />
    </Modal>
  );
}

/** The top, a policy, or nothing chosen yet. */
type Place = 'top' | Policy | null;

function Content({ onClose, policy }: Omit<Props, 'opened'>) {
  const refresh = useRefreshPolicies();
  const [place, setPlace] = useState<Place>(null);
  const [missing, setMissing] = useState(false);
  const { open, toggle } = useOpenLevels(policy.path.slice(0, -1).map((step) => step.id));
  const secures = place !== null && place !== 'top' && place.secure && !policy.secure;
  const readiness = useQuery({ ...readinessQuery(policy.id), enabled: secures });
  const move = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/api/v1/policies/{policy_id}/move', {
          params: { path: { policy_id: policy.id } },
          body: { parent_id: place === 'top' ? null : (place?.id ?? null), ...(secures ? { acknowledged: true } : {}) },
        }),
      ),
    onSuccess: async () => {
      await refresh();
      done(words.move.done(policy.name));
      onClose();
    },
  });
  const choose = (next: Place) => {
    setPlace(next);
    setMissing(false);
    move.reset();
  };
  const inside = (other: Policy) =>
    other.path.some((step) => step.id === policy.id) || other.id === (policy.parent_id ?? '');

  return (
    <DialogForm
      verb={secures ? words.move.secureVerb : words.move.verb}
      busy={move.isPending}
      failure={move.isError ? describe(move.error) : null}
      onCancel={onClose}
      onSubmit={() => (place === null ? setMissing(true) : move.mutate())}
    >
      <p>{words.move.stays(policy.name, policy.child_count)}</p>
      <div className={styles.picker} data-wrong={missing || undefined}>
        <Chooser
          label={words.move.where}
          open={open}
          onToggle={toggle}
          chosen={place && place !== 'top' ? place.id : null}
          onChoose={choose}
          off={inside}
          empty={<p>{words.move.nowhere}</p>}
        />
        {policy.parent_id ? (
          <div className={styles.top}>
            <Checkbox
              label={words.move.top}
              checked={place === 'top'}
              onChange={(event) => choose(event.currentTarget.checked ? 'top' : null)}
            />
          </div>
        ) : null}
      </div>
      {missing ? (
        <p className={styles.missing} role="alert">
          {words.move.missing}
        </p>
      ) : null}
      {place !== null && place !== 'top' ? (
        <p className={styles.target}>{words.move.below([placeOf(place), place.name].filter(Boolean).join(' › '))}</p>
      ) : null}
      {secures ? (
        <Notice tone="warning" title={words.move.secureTitle(policy.name, place.name)} live>
          <SecuringWarning numbers={readiness.data ? securing(readiness.data) : null} name={policy.name} />
          <p>{words.move.copies}</p>
        </Notice>
      ) : null}
    </DialogForm>
  );
}
