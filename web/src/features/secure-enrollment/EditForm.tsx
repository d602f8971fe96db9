/** The inside of the modal once Secure Enrollment is enabled: URL, passcode, logo and text at the left, the live preview at the right, Save at the lower right. */

import { Button, SegmentedControl } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Policy } from '@/api/policies';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { ErrorNotice } from '@/ui/ErrorState';
import { done } from '@/ui/toast';
import type { Afterwards } from './AfterSave';
import { ConflictNotice } from './ConflictNotice';
import styles from './EditForm.module.css';
import { EnabledLine } from './EnabledLine';
import { FIELD_VIEWS } from './fields';
import { useInheritance } from './inheritance';
import { Preview } from './Preview';
import { FIELDS, type Field } from './settings';
import { type Read, useEditing } from './useEditing';
import { words } from './words';

interface Props {
  policy: Policy;
  read: Read;
  /** The URL with copy and QR code, and Regenerate. */
  urlRow: ReactNode;
  onClose: () => void;
  /** A passcode was saved: there is more to say before it closes. */
  onAfter: (after: Afterwards) => void;
  /** Lets the modal ask before it closes. */
  onGuard: (guard: () => boolean) => void;
}

const text = words.form;

export function EditForm({ policy, read, urlRow, onClose, onAfter, onGuard }: Props) {
  const [view, setView] = useState<'edit' | 'preview'>('edit');
  const [language, setLanguage] = useState('en');
  const [leaving, setLeaving] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const inheritance = useInheritance(policy, read.data);
  const form = useEditing(policy, read, ({ enrollment, change }) => {
    const generated = enrollment.generated_passcode ?? null;
    const passcode = change.passcode !== undefined;
    done(text.saved(policy.name));
    if (generated || passcode) onAfter({ generated });
    else onClose();
  });
  const dirty = form.changed.length > 0 && !form.busy;
  const block = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });

  useEffect(() => {
    onGuard(() => {
      if (dirty) setLeaving(true);
      return !dirty;
    });
  }, [dirty, onGuard]);
  const { conflict, failure } = form;
  useEffect(() => {
    if ((conflict || failure) && top.current) top.current.scrollTop = 0;
  }, [conflict, failure]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog opened from in here is a child in React: its submit is not this form's.
    if (form.busy || event.target !== event.currentTarget) return;
    setView('edit');
    if (!form.save()) onClose();
  };
  const editor = <F extends Field>(field: F) => {
    const { Editor } = FIELD_VIEWS[field];
    return (
      <Editor
        key={field}
        before={form.before[field]}
        draft={form.draft[field]}
        inheritance={inheritance}
        mistakes={form.mistakes}
        onChange={(draft) => form.set(field, draft)}
        onLanguage={(tag) => setLanguage(tag ?? 'en')}
      />
    );
  };
  const lost = form.changed.map((field) => words.fields[field]).join(', ');

  return (
    <>
      <form className={styles.form} onSubmit={submit} noValidate data-view={view}>
        <div className={styles.switch}>
          <SegmentedControl
            fullWidth
            aria-label={text.view}
            value={view}
            onChange={(value) => setView(value as 'edit' | 'preview')}
            data={[
              { value: 'edit', label: text.edit },
              { value: 'preview', label: text.preview },
            ]}
          />
        </div>
        <div className={styles.columns}>
          <div className={styles.fields} ref={top}>
            {conflict || failure ? (
              <div className={styles.notices}>
                {conflict ? <ConflictNotice conflict={conflict} onChoose={form.choose} /> : null}
                {failure ? <ErrorNotice failure={failure} /> : null}
              </div>
            ) : null}
            <EnabledLine policy={policy} enrollment={read.data} />
            <section className={styles.url} aria-label={text.url}>
              <h3>{text.url}</h3>
              {urlRow}
            </section>
            {FIELDS.map((field) => editor(field))}
          </div>
          <div className={styles.preview}>
            <Preview
              policyId={policy.id}
              change={form.preview}
              written={Object.keys(form.draft.text.translations)}
              language={language}
              onLanguage={setLanguage}
            />
          </div>
        </div>
        <div className={styles.footer}>
          <span className={styles.unsaved} role="status">
            {form.changed.length > 0 ? text.unsaved : ''}
          </span>
          <Button onClick={() => (dirty ? setLeaving(true) : onClose())} disabled={form.busy}>
            {text.cancel}
          </Button>
          <Button type="submit" variant="filled" color="accent" loading={form.busy}>
            {text.save}
          </Button>
        </div>
      </form>
      <ConfirmDialog
        opened={leaving || block.status === 'blocked'}
        onClose={() => {
          setLeaving(false);
          block.reset?.();
        }}
        title={text.leave.title}
        consequences={[text.leave.consequences(lost)]}
        verb={text.leave.verb}
        danger
        onConfirm={() => {
          setLeaving(false);
          if (block.status === 'blocked') block.proceed();
          onClose();
        }}
      />
    </>
  );
}
