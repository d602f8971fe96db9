/** One of a few filters, as chips in a row; the first shows everything. */

import styles from './FilterChips.module.css';

interface Props<V extends string> {
  label: string;
  /** The chip that takes the filter off. */
  all: string;
  choices: { value: V; name: string }[];
  value: V | undefined;
  onChange: (value: V | undefined) => void;
}

export function FilterChips<V extends string>({ label, all, choices, value, onChange }: Props<V>) {
  const chip = (name: string, its: V | undefined) => (
    <button
      key={its ?? ''}
      type="button"
      className={styles.chip}
      aria-pressed={value === its}
      onClick={() => onChange(its)}
    >
      {name}
    </button>
  );
  return (
    <fieldset className={styles.chips} aria-label={label}>
      {chip(all, undefined)}
      {choices.map((choice) => chip(choice.name, choice.value))}
    </fieldset>
  );
}
