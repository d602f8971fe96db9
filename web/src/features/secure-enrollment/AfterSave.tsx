/** After a Save that changed the passcode: the generated one, this once, and the offer to regenerate the URL too. */

import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { CopyButton } from '@/ui/CopyButton';
import styles from './AfterSave.module.css';
import { words } from './words';

export interface Afterwards {
  generated: string | null;
}

const text = words.after;

interface Props {
  after: Afterwards;
  onRegenerate: () => void;
  onClose: () => void;
}

export function AfterSave({ after: { generated }, onRegenerate, onClose }: Props) {
  return (
    <div className={styles.after} role="status">
      <span className={styles.mark}>
        <IconKey size={24} aria-hidden />
      </span>
      <h3 className={styles.title}>{generated ? text.generated : text.changed}</h3>
      {generated ? (
        <>
          <code className={styles.passcode}>{generated}</code>
          <CopyButton value={generated} label={text.copy} wide variant="filled" />
          <p className={styles.text}>{text.once}</p>
        </>
      ) : null}
      <p className={styles.text}>{text.rotate}</p>
      <div className={styles.buttons}>
        <Button
          onClick={() => {
            onClose();
            onRegenerate();
          }}
        >
          {text.regenerate}
        </Button>
        <Button variant="filled" color="accent" onClick={onClose}>
          {text.done}
        </Button>
      </div>
    </div>
  );
}
