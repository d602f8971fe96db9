/** What visitors see at the enrollment URL, in short: every setting with where it comes from. */

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Policy } from '@/api/policies';
import { nameOnPath, type SecureEnrollment } from '@/api/secure-enrollment';
import { useReason } from '@/api/session';
import { Card } from '@/ui/Card';
import { Facts } from '@/ui/Facts';
import { Gated } from '@/ui/Gated';
import { FIELD_VIEWS, SUMMARY_FIELDS } from './fields';
import styles from './PageSummary.module.css';
import { type Field, SETTINGS, type Setting, type Value } from './settings';
import { words } from './words';

const text = words.summary;

interface Props {
  policy: Policy;
  enrollment: SecureEnrollment;
  onEdit: () => void;
}

export function PageSummary({ policy, enrollment, onEdit }: Props) {
  const reason = useReason()('secure_enrollment.write');
  const row = <F extends Field>(field: F): [string, ReactNode] => {
    const { name, none, Summary } = FIELD_VIEWS[field];
    const setting: Setting<Value<F>> = SETTINGS[field].of(enrollment);
    const from = source(policy, setting);
    return [
      name,
      <div key={field} className={styles.value}>
        <div className={styles.what}>{setting.value ? <Summary value={setting.value} /> : none}</div>
        {from ? <span className={styles.from}>{from}</span> : null}
      </div>,
    ];
  };
  return (
    <Card
      title={text.title}
      text={text.text}
      actions={
        <Gated reason={reason}>
          <Button variant="filled" color="accent" onClick={onEdit}>
            {text.edit}
          </Button>
        </Gated>
      }
    >
      <Facts rows={Object.fromEntries(SUMMARY_FIELDS.map((field) => row(field)))} />
    </Card>
  );
}

/** `Inherited from Acme MSP`; nothing when nothing is set anywhere. */
function source(policy: Policy, setting: Setting<unknown>): string | null {
  switch (setting.source) {
    case 'own':
      return text.own;
    case 'cleared':
      return policy.parent_id ? text.cleared : null;
    case 'inherited':
      return text.inherited(nameOnPath(policy, setting.from_policy_id) ?? '');
    default:
      return null;
  }
}
