/** The page text in Markdown, with a variant for each language it is written in. */

import { ActionIcon, Textarea, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { MAX_TEXT_CHARS } from '@/lib/limits';
import { plainText } from '@/lib/plain';
import { AddLanguage } from './AddLanguage';
import { ownName } from './languages';
import summary from './PageSummary.module.css';
import { type FieldProps, isOpen, SettingRow } from './SettingRow';
import type { Value } from './settings';
import styles from './TextField.module.css';
import { words } from './words';

const text = words.text;
const SUMMARY_LINES = 2;

export function TextField({ mistakes, onLanguage, ...row }: FieldProps<'text'>) {
  const { before, draft, onChange } = row;
  const inherited = row.inheritance.of('text');
  return (
    <SettingRow {...row} field="text" say={words.text} open clearable={before.mode === 'own'}>
      {draft.mode === 'inherit' && inherited.value ? (
        <section
          className={styles.inherited}
          dir="auto"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one scrolls, and the keyboard must reach it
          tabIndex={0}
          aria-label={words.setting.inherited(inherited.from ?? '')}
        >
          {plainText(inherited.value.html)}
        </section>
      ) : null}
      {isOpen(draft, inherited) ? (
        <Editor
          draft={draft}
          mistakes={mistakes}
          onChange={(next) => onChange({ ...next, mode: 'own' })}
          onLanguage={onLanguage}
        />
      ) : null}
    </SettingRow>
  );
}

/** The first lines of the text in force, and its languages. */
export function TextSummary({ value }: { value: Value<'text'> }) {
  const languages = Object.keys(value.translations);
  const lines = plainText(value.html).split('\n');
  return (
    <>
      <span className={summary.excerpt} dir="auto">
        {lines.slice(0, SUMMARY_LINES).join('\n') + (lines.length > SUMMARY_LINES ? ' …' : '')}
      </span>
      {languages.length > 0 ? (
        <span className={summary.quiet}>{words.summary.languages(languages.map(ownName).join(', '))}</span>
      ) : null}
    </>
  );
}

type EditorProps = Pick<FieldProps<'text'>, 'draft' | 'mistakes' | 'onChange' | 'onLanguage'>;

function Editor({ draft, mistakes, onChange, onLanguage }: EditorProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const languages = Object.keys(draft.translations);
  const language = chosen !== null && languages.includes(chosen) ? chosen : null;
  const show = (next: string | null) => {
    setChosen(next);
    onLanguage(next);
  };
  const pointerOf = (tag: string | null) => (tag === null ? '/page_text' : `/translations/${tag}`);
  const wrong = [null, ...languages].find((tag) => mistakes[pointerOf(tag)]);
  // The first mistake may be on a tab that is not open.
  useEffect(() => {
    if (wrong !== undefined) setChosen(wrong);
  }, [wrong]);

  const written = language === null ? draft.markdown : (draft.translations[language] ?? '');
  const write = (markdown: string) =>
    onChange(
      language === null
        ? { ...draft, markdown }
        : { ...draft, translations: { ...draft.translations, [language]: markdown } },
    );
  const remove = (tag: string) => {
    const { [tag]: _, ...translations } = draft.translations;
    onChange({ ...draft, translations });
    show(null);
  };
  const name = language === null ? text.standard : ownName(language);
  return (
    <div className={styles.editor}>
      <fieldset className={styles.languages} aria-label={text.languages}>
        {[null, ...languages].map((tag) => (
          <span key={tag ?? ''} className={styles.language} data-chosen={tag === language || undefined}>
            <button
              type="button"
              className={styles.tab}
              aria-pressed={tag === language}
              data-wrong={mistakes[pointerOf(tag)] ? true : undefined}
              onClick={() => show(tag)}
            >
              {tag === null ? text.standard : ownName(tag)}
            </button>
            {tag !== null && tag === language ? (
              <Tooltip label={text.remove(ownName(tag))}>
                <ActionIcon size="sm" aria-label={text.remove(ownName(tag))} onClick={() => remove(tag)}>
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </Tooltip>
            ) : null}
          </span>
        ))}
        <AddLanguage
          taken={languages}
          onAdd={(tag) => {
            onChange({ ...draft, translations: { ...draft.translations, [tag]: '' } });
            show(tag);
          }}
        />
      </fieldset>
      <Textarea
        aria-label={text.field(name)}
        name="page_text"
        attributes={{ input: { dir: 'auto', lang: language ?? undefined } }}
        autosize
        minRows={5}
        maxRows={14}
        placeholder={language === null ? text.placeholder : draft.markdown.slice(0, 200)}
        value={written}
        error={mistakes[pointerOf(language)]}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <div className={styles.foot}>
        <span>{text.hint}</span>
        <span className={styles.counter} data-over={[...written].length > MAX_TEXT_CHARS || undefined}>
          {text.counter([...written].length)}
        </span>
      </div>
    </div>
  );
}
