/** Regenerates an enrollment URL: says in numbers and clock times what follows, asks, and hands over the new URL. */

import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Policy } from '@/api/policies';
import type { SecureEnrollment } from '@/api/secure-enrollment';
import { useEscape } from '@/lib/useEscape';
import { type Outcome, Regenerated } from './Regenerated';
import { RegenerateForm } from './RegenerateForm';
import { words } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  policy: Policy;
  enrollment: SecureEnrollment;
}

export function RegenerateDialog(props: Props) {
  const { opened, onClose, policy } = props;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    if (busy) return;
    setOutcome(null);
    onClose();
  };
  const onEscape = useEscape(close);
  return (
    <Modal
      opened={opened}
      onClose={close}
      {...onEscape}
      title={outcome ? words.regenerate.done(policy.name) : words.regenerate.title(policy.name)}
      size={560}
    >
      {outcome ? (
        <Regenerated policy={policy} outcome={outcome} onClose={close} />
      ) : (
        <RegenerateForm {...props} onClose={close} onBusy={setBusy} onDone={setOutcome} />
      )}
    </Modal>
  );
}
