/** Chooses one of many by typing a part of its name; the caller searches. */

import { CloseButton, Combobox, InputBase, Loader, useCombobox } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './SearchSelect.module.css';

export interface Choice {
  id: string;
  name: string;
  /** Beside the name: where it stands. */
  place?: string;
}

interface Props {
  /** Empty: the placeholder says it. */
  label: string;
  description?: string;
  placeholder?: string;
  /** Said when nothing fits. */
  nothing: string;
  error?: string | undefined;
  name?: string;
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  choices: Choice[];
  busy?: boolean;
  /** Called with what is typed. */
  onSearch: (words: string) => void;
}

export function SearchSelect(props: Props) {
  const { value, onChange, choices, busy, onSearch, nothing, ...field } = props;
  const [words, setWords] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const type = (text: string) => {
    setWords(text);
    onSearch(text);
    combobox.openDropdown();
    combobox.updateSelectedOptionIndex();
  };
  const leave = () => {
    combobox.closeDropdown();
    setWords(null);
    onSearch('');
  };
  return (
    <Combobox
      portalProps={{ target: '#main' }}
      store={combobox}
      onOptionSubmit={(id) => {
        onChange(choices.find((choice) => choice.id === id) ?? null);
        leave();
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <InputBase
          {...field}
          aria-label={field.label ? undefined : field.placeholder}
          role="combobox"
          value={words ?? value?.name ?? ''}
          onChange={(event) => type(event.currentTarget.value)}
          onClick={() => combobox.openDropdown()}
          onBlur={leave}
          autoComplete="off"
          rightSection={
            busy ? (
              <Loader size={16} color="var(--color-muted)" />
            ) : value ? (
              <CloseButton
                aria-label="Clear"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChange(null)}
              />
            ) : (
              <IconSelector size={16} aria-hidden />
            )
          }
          rightSectionPointerEvents={value && !busy ? 'all' : 'none'}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={field.label || field.placeholder} mah={260} style={{ overflowY: 'auto' }}>
          {choices.map((choice) => (
            <Combobox.Option key={choice.id} value={choice.id} active={choice.id === value?.id}>
              <span className={styles.name}>{choice.name}</span>
              {choice.place ? <span className={styles.place}>{choice.place}</span> : null}
            </Combobox.Option>
          ))}
          {choices.length === 0 && !busy ? <Combobox.Empty>{nothing}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
