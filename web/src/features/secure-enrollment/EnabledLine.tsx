/** Since when a policy is secure and by whom, with the switch that cannot be turned back. */

import { Switch } from '@mantine/core';
import { useId } from 'react';
import type { Policy } from '@/api/policies';
import { nameOnPath, type SecureEnrollment } from '@/api/secure-enrollment';
import { Time } from '@/ui/Time';
import styles from './EnabledLine.module.css';
import { words } from './words';

const text = words.enable;

export function EnabledLine({ policy, enrollment }: { policy: Policy; enrollment: SecureEnrollment }) {
  const id = useId();
  const from = nameOnPath(policy, enrollment.inherited_from);
  const by = enrollment.enabled_by?.name;
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <label htmlFor={id} className={styles.name}>
          {text.enabled}
        </label>
        <p id={`${id}-text`} className={styles.text}>
          {from ? `${text.inherited(from)}, enabled` : text.bySelf} {by ? `by ${by}` : ''}{' '}
          {enrollment.enabled_at ? (
            <>
              on <Time at={enrollment.enabled_at} />
            </>
          ) : null}
          . {text.forGood}
        </p>
      </div>
      <Switch id={id} size="md" checked readOnly disabled aria-describedby={`${id}-text`} />
    </div>
  );
}
