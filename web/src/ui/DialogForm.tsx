/** The inside of a dialog that is a form: fields, the failure if there was one, and the footer with the verb at the lower right. */

import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import styles from './Dialog.module.css';
import { DialogFooter } from './DialogFooter';
import { ErrorNotice, type Failure } from './ErrorState';

interface Props {
  children: ReactNode;
  verb: string;
  busy?: boolean;
  failure?: Failure | null;
  onSubmit: () => void;
  onCancel: () => void;
}

export function DialogForm({ children, verb, busy, failure, onSubmit, onCancel }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <form className={styles.stack} onSubmit={submit} noValidate>
      {children}
      {failure ? <ErrorNotice failure={failure} /> : null}
      <DialogFooter>
        <Button onClick={onCancel} disabled={busy}>
          Cancel
        </Button>
        <Button type="submit" variant="filled" color="accent" loading={busy}>
          {verb}
        </Button>
      </DialogFooter>
    </form>
  );
}
