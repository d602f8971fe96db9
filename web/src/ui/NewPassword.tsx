/** A field for a new password, with a hint that follows the typing. */

import { Button, PasswordInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MIN_PASSWORD_CHARS } from '@/lib/limits';
import { lengthOf, randomPassword } from '@/lib/password';
import type { TextProps } from '@/lib/useForm';
import { CopyButton } from './CopyButton';
import styles from './NewPassword.module.css';

interface Props {
  field: TextProps;
  label: string;
  /** Offers a random one, to be copied and handed over. */
  onGenerate?: (password: string) => void;
  required?: boolean;
}

export function NewPassword({ field, label, onGenerate, required }: Props) {
  return (
    <div>
      <PasswordInput
        {...field}
        label={label}
        aria-invalid={field.error !== undefined}
        description={<Hint length={lengthOf(field.value)} />}
        autoComplete="new-password"
        required={required}
        withAsterisk={false}
        spellCheck={false}
      />
      {onGenerate ? (
        <div className={styles.tools}>
          <Button size="sm" onClick={() => onGenerate(randomPassword())}>
            Generate
          </Button>
          {field.value ? <CopyButton value={field.value} label="Copy password" wide size="sm" /> : null}
        </div>
      ) : null}
    </div>
  );
}

function Hint({ length }: { length: number }): ReactNode {
  const missing = MIN_PASSWORD_CHARS - length;
  if (length === 0) return `At least ${MIN_PASSWORD_CHARS} characters. A few words in a row are easy to keep in mind.`;
  if (missing > 0) return `${missing} more ${missing === 1 ? 'character' : 'characters'}`;
  return (
    <span className={styles.enough}>
      <IconCheck size={14} aria-hidden /> Long enough
    </span>
  );
}
