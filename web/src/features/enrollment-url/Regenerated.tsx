/** After a regeneration: the new URL, ready to be handed out. */

import { Button } from '@mantine/core';
import type { Policy } from '@/api/policies';
import type { SecureEnrollment } from '@/api/secure-enrollment';
import { clockTime } from '@/lib/deadline';
import { DialogFooter } from '@/ui/DialogFooter';
import styles from './Regenerate.module.css';
import { UrlRow } from './UrlRow';
import { words } from './words';

export interface Outcome {
  enrollment: SecureEnrollment;
  minutes: 0 | 30;
  /** When it was done. */
  at: number;
  /** How many below it went along; null when none was asked to. */
  descendants: string | null;
}

export function Regenerated({ policy, outcome, onClose }: { policy: Policy; outcome: Outcome; onClose: () => void }) {
  const { enrollment, minutes, at, descendants } = outcome;
  const text = words.regenerate;
  return (
    <div className={styles.stack}>
      <p>
        {text.doneText} {descendants ? text.doneMany(descendants) : null}
      </p>
      <UrlRow url={enrollment.enrollment_url} policyName={policy.name} />
      <p className={styles.quiet}>{minutes === 0 ? text.stopped : text.stops(clockTime(at + minutes * 60_000, at))}</p>
      <DialogFooter>
        <Button variant="filled" color="accent" onClick={onClose} data-autofocus>
          {text.close}
        </Button>
      </DialogFooter>
    </div>
  );
}
