/** The logo: chosen or dropped, uploaded at once, with its alternative text. */

import { Button, TextInput } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { api, ok } from '@/api/client';
import { useSession } from '@/api/session';
import { describe } from '@/api/wording';
import { ErrorNotice, type Failure } from '@/ui/ErrorState';
import styles from './LogoField.module.css';
import summary from './PageSummary.module.css';
import { type FieldProps, isOpen, SettingRow } from './SettingRow';
import type { Value } from './settings';
import { words } from './words';

const text = words.logo;
const LARGEST = 1024 * 1024;

export function LogoField({ mistakes, onLanguage: _, ...row }: FieldProps<'logo'>) {
  const { organization } = useSession();
  const { draft, onChange } = row;
  const { mode, logo } = draft;
  const inherited = row.inheritance.of('logo');
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

  const wrong = mistakes['/logo'];
  return (
    <SettingRow
      {...row}
      field="logo"
      say={words.logo}
      open
      again={logo ? { name: text.replace, onClick: () => input.current?.click() } : undefined}
      clearable={logo !== null}
    >
      {mode === 'inherit' && inherited.value ? (
        <img src={inherited.value.url} alt={inherited.value.alt} className={styles.picture} />
      ) : null}
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
            error={mistakes['/logo/alt']}
            autoComplete="off"
            onChange={(event) => onChange({ mode, logo: { ...logo, alt: event.currentTarget.value } })}
          />
        </div>
      ) : isOpen(draft, inherited) ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button does the same
        <div
          className={styles.drop}
          data-over={over || undefined}
          data-wrong={wrong ? true : undefined}
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
            {text.begin}
          </Button>
          <span className={styles.hint}>{over ? text.dropNow : text.drop}</span>
          {wrong ? (
            <span className={styles.mistake} role="alert">
              {wrong}
            </span>
          ) : null}
        </div>
      ) : null}
      {upload.isPending ? <p role="status">{text.uploading}</p> : null}
      {refused ? <ErrorNotice failure={refused} /> : null}
    </SettingRow>
  );
}

/** The logo in force. */
export function LogoSummary({ value }: { value: Value<'logo'> }) {
  return <img src={value.url} alt={value.alt} className={summary.logo} />;
}
