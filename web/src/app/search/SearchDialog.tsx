/** ⌘K: finds policies, devices and pages by a part of what they are called, and opens one. */

import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { describe } from '@/api/wording';
import { SkeletonLines } from '@/ui/Skeletons';
import { type Result, useResults } from './results';
import styles from './SearchDialog.module.css';

const LABEL = 'Search policies, devices and pages';

export function SearchDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size={560}
      styles={{ body: { padding: 0 } }}
      attributes={{ content: { 'aria-label': LABEL } }}
      yOffset="12vh"
      centered={false}
    >
      <Search onClose={onClose} />
    </Modal>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, 120);
  const [at, setAt] = useState(0);
  const list = useId();
  const { groups, pending, error } = useResults(asked);
  const found = groups.flatMap(({ results }) => results);
  const here = Math.min(at, Math.max(0, found.length - 1));
  const chosen = found[here];
  const idOf = (result: Result) => `${list}-${result.key}`;
  const chosenId = chosen && idOf(chosen);

  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  const open = (result: Result | undefined) => {
    if (!result) return;
    onClose();
    result.open();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') open(chosen);
    else if (step && found.length) setAt((here + step + found.length) % found.length);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.field}>
        <IconSearch size={20} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label={LABEL}
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={chosenId}
          placeholder="Policy, device, serial number or page"
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div className={styles.results}>
        {pending ? <SkeletonLines lines={4} /> : null}
        {error ? (
          <p className={styles.nothing} role="alert">
            {describe(error).text} {describe(error).next}
          </p>
        ) : null}
        {!pending && !error && found.length === 0 ? (
          <p className={styles.nothing} role="status">
            Nothing is called anything like “{asked.trim()}”.
          </p>
        ) : null}
        <div role="listbox" id={list} aria-label="Results">
          {groups.map(({ name, results }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, not options
            <div key={name} role="group" aria-labelledby={`${list}-${name}`}>
              <p id={`${list}-${name}`} className={styles.group}>
                {name}
              </p>
              {results.map((result) => (
                <div
                  key={result.key}
                  id={idOf(result)}
                  role="option"
                  aria-selected={result === chosen}
                  tabIndex={-1}
                  className={styles.option}
                  onMouseMove={() => setAt(found.indexOf(result))}
                  onClick={() => open(result)}
                  onKeyDown={press}
                >
                  {result.icon}
                  <span className={styles.name}>{result.name}</span>
                  {result.sign}
                  <span className={styles.place}>{result.place}</span>
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
