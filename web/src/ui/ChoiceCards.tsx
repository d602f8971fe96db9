/** One of a few, each with a sentence on what it means. */

import { Radio } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import styles from './ChoiceCards.module.css';

export interface CardChoice<V extends string> {
  value: V;
  name: ReactNode;
  text: ReactNode;
  /** Why it cannot be chosen. */
  reason?: string | undefined;
}

interface Props<V extends string> {
  label: string;
  /** The label is only for screen readers, since a heading says the same. */
  quiet?: boolean;
  /** Why some cannot be chosen, said once for all of them. */
  note?: string | undefined;
  name: string;
  value: V;
  choices: CardChoice<V>[];
  onChange: (value: V) => void;
  error?: string | undefined;
  disabled?: boolean;
}

export function ChoiceCards<V extends string>(props: Props<V>) {
  const { label, quiet, note, name, value, choices, onChange, error, disabled } = props;
  const id = useId();
  return (
    <Radio.Group
      name={name}
      label={quiet ? undefined : label}
      aria-label={quiet ? label : undefined}
      value={value}
      onChange={(chosen) => onChange(chosen as V)}
      description={note}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      error={error}
    >
      <div className={styles.cards}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            htmlFor={`${id}-${choice.value}`}
            className={styles.card}
            data-chosen={choice.value === value || undefined}
          >
            <Radio
              id={`${id}-${choice.value}`}
              value={choice.value}
              disabled={disabled || (choice.reason !== undefined && choice.value !== value)}
              classNames={{ body: styles.radio }}
            />
            <span>
              <span className={styles.name}>{choice.name}</span>
              <span className={styles.text}>{choice.text}</span>
              {choice.reason && choice.reason !== note ? <span className={styles.text}>{choice.reason}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </Radio.Group>
  );
}
