/** Asks before something with consequences: names the object, says the consequences, and has one button with the verb. */

import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Consequences } from './Consequences';
import styles from './Dialog.module.css';
import { DialogFooter } from './DialogFooter';
import { ErrorNotice, type Failure } from './ErrorState';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** A question or a statement with the object's name: `Disable Olga Owner`. */
  title: ReactNode;
  children?: ReactNode;
  /** What follows, one sentence each, with numbers. */
  consequences?: ReactNode[];
  /** The verb: `Regenerate URL`. */
  verb: string;
  /** The way back, when `Cancel` would not say it. */
  cancel?: string;
  danger?: boolean;
  /** Has to be typed before the button works. */
  typeToConfirm?: string;
  busy?: boolean;
  failure?: Failure | null;
  onConfirm: () => void;
}

export function ConfirmDialog(props: Props) {
  const { opened, onClose, title, busy } = props;
  return (
    <Modal opened={opened} onClose={busy ? () => undefined : onClose} title={title} size={480}>
      <Content {...props} />
    </Modal>
  );
}

/** Mounted with each opening, so that nothing typed before is left. */
function Content({
  children,
  consequences,
  verb,
  cancel = 'Cancel',
  danger,
  typeToConfirm,
  busy,
  failure,
  onConfirm,
  onClose,
}: Props) {
  const [typed, setTyped] = useState('');
  const help = useId();
  const ready = !typeToConfirm || typed.trim() === typeToConfirm;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onConfirm();
  };
  return (
    <form onSubmit={submit} className={styles.stack}>
      {children}
      {consequences?.length ? <Consequences of={consequences} /> : null}
      {typeToConfirm ? (
        <TextInput
          label={
            <>
              Type <strong id={help}>{typeToConfirm}</strong> to confirm
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
      ) : null}
      {failure ? <ErrorNotice failure={failure} /> : null}
      <DialogFooter>
        <Button onClick={onClose} disabled={busy}>
          {cancel}
        </Button>
        <Button type="submit" variant="filled" color={danger ? 'danger' : 'accent'} loading={busy} disabled={!ready}>
          {verb}
        </Button>
      </DialogFooter>
    </form>
  );
}
