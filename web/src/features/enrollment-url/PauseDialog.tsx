/** Closes the door without changing the URL, with a message for visitors. */

import { Modal, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import type { Policy } from '@/api/policies';
import { refuseFields } from '@/api/refuse';
import { useRefreshPolicies } from '@/api/secure-enrollment';
import type { Wording } from '@/api/wording';
import { MAX_PAUSE_MESSAGE_CHARS } from '@/lib/limits';
import { useForm } from '@/lib/useForm';
import { DialogForm } from '@/ui/DialogForm';
import { done } from '@/ui/toast';
import styles from './PauseDialog.module.css';
import { words } from './words';

export function PauseDialog({ opened, onClose, policy }: { opened: boolean; onClose: () => void; policy: Policy }) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.pause.title(policy.name)} size={480}>
      <Content onClose={onClose} policy={policy} />
    </Modal>
  );
}

function Content({ onClose, policy }: { onClose: () => void; policy: Policy }) {
  const refresh = useRefreshPolicies();
  const [failure, setFailure] = useState<Wording | null>(null);
  const form = useForm({ message: '' }, ({ message }) => ({
    message: [...message.trim()].length > MAX_PAUSE_MESSAGE_CHARS ? words.pause.long : undefined,
  }));
  const message = form.values.message.trim();
  const pause = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/api/v1/policies/{policy_id}/secure-enrollment/pause', {
          params: { path: { policy_id: policy.id } },
          body: message ? { message } : {},
        }),
      ),
    onMutate: () => setFailure(null),
    onSuccess: async () => {
      await refresh();
      done(words.pause.done(policy.name));
      onClose();
    },
    onError: (error) => setFailure(refuseFields(form, error)),
  });
  return (
    <DialogForm
      verb={words.pause.verb}
      busy={pause.isPending}
      failure={failure}
      onCancel={onClose}
      onSubmit={() => form.check() && pause.mutate()}
    >
      <p>{words.pause.consequences}</p>
      <Textarea
        {...form.text('message')}
        label={words.pause.message}
        description={`${words.pause.hint} ${[...message].length} of ${MAX_PAUSE_MESSAGE_CHARS} characters.`}
        autosize
        minRows={2}
        maxRows={6}
        data-autofocus
      />
      <figure className={styles.preview}>
        <figcaption className={styles.caption}>{words.pause.preview}</figcaption>
        <p className={styles.title}>{words.pause.pageTitle}</p>
        <p className={styles.message}>{message || words.pause.usual}</p>
      </figure>
    </DialogForm>
  );
}
