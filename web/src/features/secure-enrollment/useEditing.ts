/** Page and passcode being edited: the draft, its mistakes, Save, and what to do when somebody else was faster. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, okWithTag } from '@/api/client';
import type { Policy } from '@/api/policies';
import { codeOf, ProblemError } from '@/api/problem';
import { type SecureEnrollment, secureEnrollmentQuery, useRefreshPolicies } from '@/api/secure-enrollment';
import { describe, type Wording } from '@/api/wording';
import type { Conflict } from './ConflictNotice';
import { changedFields, changeOf, draftOf, mistakesOf, previewOf } from './draft';
import { merge, take } from './merge';
import { type Change, type DraftOf, type Field, fieldOf } from './settings';
import { words } from './words';

export interface Read {
  data: SecureEnrollment;
  etag: string;
}

interface Saved {
  enrollment: SecureEnrollment;
  /** The body that was sent. */
  change: Change;
}

export function useEditing(policy: Policy, first: Read, onSaved: (saved: Saved) => void) {
  const queries = useQueryClient();
  const refresh = useRefreshPolicies();
  /** What the edits are made against. */
  const [version, setVersion] = useState(() => ({ draft: draftOf(first.data), etag: first.etag }));
  const [draft, setDraft] = useState(version.draft);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<Wording | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const changed = changedFields(version.draft, draft);
  const own = mistakesOf(draft);
  const query = secureEnrollmentQuery(policy.id);

  const save = useMutation({
    mutationFn: (body: Change) =>
      okWithTag(
        api.PATCH('/api/v1/policies/{policy_id}/secure-enrollment', {
          params: { path: { policy_id: policy.id }, header: { 'If-Match': version.etag } },
          body,
        }),
      ),
    onMutate: () => {
      setFailure(null);
      setRefused({});
    },
    onSuccess: ({ data, etag }, change) => {
      const { generated_passcode: _, ...kept } = data;
      queries.setQueryData(query.queryKey, { data: kept, etag });
      setVersion({ draft: draftOf(data), etag });
      setDraft(draftOf(data));
      setConflict(null);
      void refresh();
      onSaved({ enrollment: data, change });
    },
    onError: async (error) => {
      if (codeOf(error) !== 'stale') return refuse(error);
      try {
        const fresh = await queries.fetchQuery({ ...query, staleTime: 0 });
        const theirs = draftOf(fresh.data);
        const merged = merge(version.draft, draft, theirs);
        setVersion({ draft: theirs, etag: fresh.etag });
        setDraft(merged.draft);
        setConflict({ ...merged, mine: draft, theirs, choice: {} });
      } catch (again) {
        setFailure(describe(again));
      }
    },
  });

  function refuse(error: unknown) {
    const fields = error instanceof ProblemError ? error.problem.fields : [];
    const placed = fields.filter(({ pointer }) => fieldOf(pointer));
    setRefused(Object.fromEntries(placed.map(({ pointer, detail }) => [pointer, detail])));
    setFailure(placed.length > 0 && placed.length === fields.length ? null : describe(error));
  }

  return {
    before: version.draft,
    draft,
    changed,
    /** Too long is said at once, the rest when Save was tried. */
    mistakes: { ...(tried ? own : only(own, words.text.long)), ...refused },
    preview: Object.keys(own).some((pointer) => pointer !== '/passcode') ? null : previewOf(version.draft, draft),
    failure,
    conflict,
    busy: save.isPending,
    set<F extends Field>(field: F, value: DraftOf<F>) {
      setDraft((now) => ({ ...now, [field]: value }));
      setRefused((now) => Object.fromEntries(Object.entries(now).filter(([pointer]) => fieldOf(pointer) !== field)));
    },
    choose(field: Field, whose: 'mine' | 'theirs') {
      if (!conflict) return;
      setConflict({ ...conflict, choice: { ...conflict.choice, [field]: whose } });
      setDraft((now) => take(field, now, conflict[whose]));
    },
    /** False when there is nothing to save. */
    save(): boolean {
      setTried(true);
      if (Object.keys(own).length > 0) return true;
      const body = changeOf(version.draft, draft);
      if (Object.keys(body).length === 0) return false;
      save.mutate(body);
      return true;
    },
  };
}

function only(mistakes: Record<string, string>, detail: string): Record<string, string> {
  return Object.fromEntries(Object.entries(mistakes).filter(([, said]) => said === detail));
}
