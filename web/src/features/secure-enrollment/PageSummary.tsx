/** What visitors see at the enrollment URL, in short: logo, text and passcode, each with where it comes from. */

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Policy } from '@/api/policies';
import { nameOnPath, type SecureEnrollment } from '@/api/secure-enrollment';
import { useReason } from '@/api/session';
import { plainText } from '@/lib/plain';
import { Card } from '@/ui/Card';
import { Facts } from '@/ui/Facts';
import { Gated } from '@/ui/Gated';
import { ownName } from './languages';
import styles from './PageSummary.module.css';
import { SetAt } from './PasscodeField';
import { words } from './words';

const text = words.summary;
const LINES = 2;

interface Props {
  policy: Policy;
  enrollment: SecureEnrollment;
  onEdit: () => void;
}

export function PageSummary({ policy, enrollment, onEdit }: Props) {
  const reason = useReason()('secure_enrollment.write');
  const { logo, text: words } = enrollment.page;
  const { passcode } = enrollment;
  const languages = Object.keys(words.value?.translations ?? {});
  const from = (setting: { source: string; from_policy_id?: string | null }) => source(policy, setting);
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
      <Facts
        rows={{
          [text.logo]: (
            <Value from={from(logo)}>
              {logo.value ? <img src={logo.value.url} alt={logo.value.alt} className={styles.logo} /> : text.noLogo}
            </Value>
          ),
          [text.pageText]: (
            <Value from={from(words)}>
              {words.value ? (
                <>
                  <span className={styles.excerpt} dir="auto">
                    {excerpt(words.value.html)}
                  </span>
                  {languages.length > 0 ? (
                    <span className={styles.quiet}>{text.languages(languages.map(ownName).join(', '))}</span>
                  ) : null}
                </>
              ) : (
                text.noText
              )}
            </Value>
          ),
          [text.passcode]: (
            <Value from={from(passcode)}>
              {passcode.value ? (
                <>
                  {text.asked}
                  <span className={styles.quiet}>
                    <SetAt at={passcode.value.set_at} by={passcode.value.set_by?.name ?? null} />
                  </span>
                </>
              ) : (
                text.noPasscode
              )}
            </Value>
          ),
        }}
      />
    </Card>
  );
}

/** Its first lines. */
function excerpt(html: string): string {
  const lines = plainText(html).split('\n');
  return lines.slice(0, LINES).join('\n') + (lines.length > LINES ? ' …' : '');
}

function Value({ from, children }: { from: string | null; children: ReactNode }) {
  return (
    <div className={styles.value}>
      <div className={styles.what}>{children}</div>
      {from ? <span className={styles.from}>{from}</span> : null}
    </div>
  );
}

/** `Inherited from Acme MSP`; nothing when nothing is set anywhere. */
function source(policy: Policy, setting: { source: string; from_policy_id?: string | null }): string | null {
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
