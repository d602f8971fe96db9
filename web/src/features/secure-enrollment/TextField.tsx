/** The page text in Markdown, with a variant for each language it is written in. */

import { ActionIcon, Textarea, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { plainText } from '@/lib/plain';
import { AddLanguage } from './AddLanguage';
import type { TextDraft } from './draft';
import type { Inheritance } from './inheritance';
import { ownName } from './languages';
import { SettingFrame } from './SettingFrame';
import styles from './TextField.module.css';
import { words } from './words';

interface Props {
  before: TextDraft;
  draft: TextDraft;
  inheritance: Inheritance;
  /** By JSON pointer. */
  mistakes: Record<string, string>;
  onChange: (draft: TextDraft) => void;
  /** The preview follows the language that is edited. */
  onLanguage: (language: string | null) => void;
}

const text = words.text;

export function TextField({ before, draft, inheritance, mistakes, onChange, onLanguage }: Props) {
  const { from, value } = inheritance.text;
  const { mode } = draft;
  const inheritsOne = mode === 'inherit' && value !== null;
  const empty = mode === 'inherit' && value === null;
  const own = () => onChange({ ...draft, mode: 'own' });
  const actions = [];
  if (inheritsOne) actions.push({ name: words.setting.override, onClick: own });
  if (mode === 'cleared') actions.push({ name: text.write, onClick: own });
  if (inheritsOne || (mode === 'own' && before.mode === 'own')) {
    actions.push({ name: words.setting.clear, onClick: () => onChange({ ...draft, mode: 'cleared' }) });
  }
  if (mode !== 'inherit' && inheritance.possible) {
    actions.push({ name: words.setting.inherit(from), onClick: () => onChange({ ...draft, mode: 'inherit' }) });
  }
  if (before.mode !== mode && !(before.mode === 'inherit' && value === null)) {
    actions.push({ name: words.setting.undo, onClick: () => onChange(before) });
  }
  return (
    <SettingFrame
      name={text.name}
      inherited={mode === 'inherit' && from !== null}
      actions={actions}
      source={
        inheritsOne && from
          ? words.setting.inherited(from)
          : mode === 'cleared'
            ? inheritance.possible
              ? text.cleared
              : text.none
            : empty && from
              ? text.inheritedNone(from)
              : null
      }
    >
      {inheritsOne ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one scrolls, and the keyboard must reach it
        <section className={styles.inherited} dir="auto" tabIndex={0} aria-label={words.setting.inherited(from ?? '')}>
          {plainText(value.html)}
        </section>
      ) : null}
      {mode === 'own' || empty ? (
        <Editor
          draft={draft}
          mistakes={mistakes}
          onChange={(next) => onChange({ ...next, mode: 'own' })}
          onLanguage={onLanguage}
        />
      ) : null}
    </SettingFrame>
  );
}

type EditorProps = Pick<Props, 'draft' | 'mistakes' | 'onChange' | 'onLanguage'>;

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
        <span className={styles.counter} data-over={[...written].length > 4000 || undefined}>
          {text.counter([...written].length)}
        </span>
      </div>
    </div>
  );
}
