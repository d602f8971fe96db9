/** Creates an API token: first the form, then its secret, this once. */

import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Schema } from '@/api/client';
import { SecretOnce } from './SecretOnce';
import { TokenForm } from './TokenForm';
import { words } from './words';

type Created = Schema<'CreatedApiToken'>;

export function CreateToken({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [created, setCreated] = useState<Created | null>(null);
  const close = () => {
    setCreated(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={created ? words.secret.title : words.form.title}
      size={560}
      // The secret is shown once: only its own button lets it go.
      closeOnClickOutside={!created}
      closeOnEscape={!created}
      withCloseButton={!created}
    >
      {created ? (
        <SecretOnce created={created} onClose={close} />
      ) : (
        <TokenForm onClose={close} onCreated={setCreated} />
      )}
    </Modal>
  );
}
