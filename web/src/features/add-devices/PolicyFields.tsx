/** The fields of a policy: its name, and how the console shows it. */

import { TextInput, UnstyledButton } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MAX_NAME_CHARS } from '@/lib/limits';
import type { Form } from '@/lib/useForm';
import { COLORS, drawn, ICONS, iconOf } from './look';
import styles from './PolicyFields.module.css';
import { words } from './words';

export interface PolicyValues {
  name: string;
  color: string;
  icon: string;
}

/** What is wrong with a policy before it is sent. */
export function policyMistakes({ name }: PolicyValues): { name?: string } {
  const length = [...name.trim()].length;
  if (length === 0) return { name: words.fields.missing };
  return length > MAX_NAME_CHARS ? { name: words.fields.long } : {};
}

export function PolicyFields({ form }: { form: Form<PolicyValues> }) {
  const { color, icon } = form.values;
  const Folder = iconOf(null);
  return (
    <>
      <TextInput {...form.text('name')} label={words.fields.name} autoComplete="off" data-autofocus maxLength={200} />
      <Choices label={words.fields.color}>
        <Choice name={words.fields.none} chosen={color === ''} onChoose={() => form.set('color', '')}>
          <IconBan size={16} aria-hidden style={{ color: 'var(--color-muted)' }} />
        </Choice>
        {COLORS.map(({ value, name, token }) => (
          <Choice key={value} name={name} chosen={color === value} onChoose={() => form.set('color', value)}>
            <span className={styles.swatch} style={{ background: token }} />
          </Choice>
        ))}
      </Choices>
      <Choices label={words.fields.icon}>
        <Choice name={words.fields.folder} chosen={icon === ''} onChoose={() => form.set('icon', '')}>
          <Folder size={20} aria-hidden style={{ color: drawn(color) }} />
        </Choice>
        {ICONS.map(({ value, name, icon: Icon }) => (
          <Choice key={value} name={name} chosen={icon === value} onChoose={() => form.set('icon', value)}>
            <Icon size={20} aria-hidden style={{ color: drawn(color) }} />
          </Choice>
        ))}
      </Choices>
    </>
  );
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.choices}>{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  name: string;
  chosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}

function Choice({ name, chosen, onChoose, children }: ChoiceProps) {
  return (
    <UnstyledButton className={styles.choice} aria-label={name} title={name} aria-pressed={chosen} onClick={onChoose}>
      {children}
    </UnstyledButton>
  );
}
