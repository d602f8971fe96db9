/** The logo: chosen or dropped, uploaded at once, with its alternative text. */

import { Button, TextInput } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { api, ok } from '@/api/client';
import { useSession } from '@/api/session';
import { describe } from '@/api/wording';
import { ErrorNotice, type Failure } from '@/ui/ErrorState';
import type { LogoDraft } from './draft';
import type { Inheritance } from './inheritance';
import styles from './LogoField.module.css';
import { SettingFrame } from './SettingFrame';
import { words } from './words';

interface Props {
  before: LogoDraft;
  draft: LogoDraft;
  inheritance: Inheritance;
  mistakes: { logo: string | undefined; alt: string | undefined };
  onChange: (draft: LogoDraft) => void;
}

const text = words.logo;
const LARGEST = 1024 * 1024;

export function LogoField({ before, draft, inheritance, mistakes, onChange }: Props) {
  const { organization } = useSession();
  const { from, value } = inheritance.logo;
  const { mode, logo } = draft;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<Failure | null>(null);
  const upload = useMutation({
    mutationFn: (file: File) =>
      ok(
        api.POST('/api/v1/logos', {
          body: file as never,
          bodySerializer: (body: unknown) => body as BodyInit,
          headers: { 'Content-Type': file.type || 'application/octet-stream' },
        }),
      ),
    onSuccess: ({ sha256, url }) =>
      onChange({ mode: 'own', logo: { sha256, url, alt: logo?.alt || organization.name } }),
    onError: (error) => setRefused(describe(error)),
  });
  const choose = (file: File | undefined) => {
    if (!file) return;
    setRefused(file.size > LARGEST ? text.tooLarge : null);
    if (file.size <= LARGEST) upload.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  };

  const inheritsOne = mode === 'inherit' && value !== null;
  const empty = mode === 'inherit' && value === null;
  const actions = [];
  if (inheritsOne) actions.push({ name: words.setting.override, onClick: () => onChange({ mode: 'own', logo: null }) });
  if (mode === 'own' && logo) actions.push({ name: text.replace, onClick: () => input.current?.click() });
  if (mode === 'cleared') actions.push({ name: text.choose, onClick: () => onChange({ mode: 'own', logo: null }) });
  if (inheritsOne || (mode === 'own' && logo)) {
    actions.push({ name: words.setting.clear, onClick: () => onChange({ mode: 'cleared', logo: null }) });
  }
  if (mode !== 'inherit' && inheritance.possible) {
    actions.push({ name: words.setting.inherit(from), onClick: () => onChange({ mode: 'inherit', logo: null }) });
  }
  if (before.mode !== mode) actions.push({ name: words.setting.undo, onClick: () => onChange(before) });

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
      {inheritsOne ? <img src={value.url} alt={value.alt} className={styles.picture} /> : null}
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          choose(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {mode === 'own' && logo ? (
        <div className={styles.own}>
          <img src={logo.url} alt={logo.alt} className={styles.picture} />
          <TextInput
            className={styles.alt}
            label={text.alt}
            description={text.altHint}
            name="alt"
            value={logo.alt}
            error={mistakes.alt}
            autoComplete="off"
            onChange={(event) => onChange({ mode, logo: { ...logo, alt: event.currentTarget.value } })}
          />
        </div>
      ) : empty || mode === 'own' ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button does the same
        <div
          className={styles.drop}
          data-over={over || undefined}
          data-wrong={mistakes.logo ? true : undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Button
            leftSection={<IconPhotoPlus size={16} aria-hidden />}
            loading={upload.isPending}
            onClick={() => input.current?.click()}
          >
            {text.choose}
          </Button>
          <span className={styles.hint}>{over ? text.dropNow : text.drop}</span>
          {mistakes.logo ? (
            <span className={styles.mistake} role="alert">
              {mistakes.logo}
            </span>
          ) : null}
        </div>
      ) : null}
      {upload.isPending ? <p role="status">{text.uploading}</p> : null}
      {refused ? <ErrorNotice failure={refused} /> : null}
    </SettingFrame>
  );
}
