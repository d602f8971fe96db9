/** Before there is an organization: nobody can sign in, and the setup link is the way on. */

import { Gate } from '@/ui/Gate';
import styles from './NotSetUp.module.css';
import { words } from './words';

export function NotSetUp() {
  return (
    <Gate title={words.notSetUp.title} text={words.notSetUp.text}>
      <p className={styles.next}>{words.notSetUp.next}</p>
      <code className={styles.example}>{words.notSetUp.example}</code>
    </Gate>
  );
}
