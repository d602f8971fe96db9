/** Says that a policy is not secure, what is at risk, and offers the one action. */

import { Button } from '@mantine/core';
import { useReason } from '@/api/session';
import { Gated } from '@/ui/Gated';
import { Notice } from '@/ui/Notice';
import { words } from './words';

export function NotSecureNotice({ onEnable }: { onEnable: () => void }) {
  return (
    <Notice
      tone="warning"
      title={words.notice.title}
      action={
        <Gated reason={useReason()('secure_enrollment.enable')}>
          <Button variant="filled" color="accent" onClick={onEnable}>
            {words.notice.verb}
          </Button>
        </Gated>
      }
    >
      {words.notice.text}
    </Notice>
  );
}
