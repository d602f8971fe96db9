/** The policies that stand in the way, each with a way to it. */

import { Link } from '@tanstack/react-router';
import { count } from '@/lib/plural';
import styles from './SettingsCard.module.css';

const SHOWN = 50;

export function PolicyNames({ policies }: { policies: { id: string; name: string }[] }) {
  return (
    <>
      <ul className={styles.names} aria-label="Secure policies">
        {policies.slice(0, SHOWN).map((policy) => (
          <li key={policy.id}>
            <Link to="/policies/$policyId" params={{ policyId: policy.id }}>
              {policy.name}
            </Link>
          </li>
        ))}
      </ul>
      {policies.length > SHOWN ? <p>and {count(policies.length - SHOWN, 'more policy', 'more policies')}</p> : null}
    </>
  );
}
