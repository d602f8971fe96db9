/** What happens to a draft when somebody else saved meanwhile: nothing typed is lost, and each field in dispute is a choice. */

import { type Draft, same } from './draft';
import { FIELDS, type Field } from './settings';

export interface Merge {
  /** To go on with: mine where I changed something, theirs elsewhere. */
  draft: Draft;
  /** Both changed it. */
  disputed: Field[];
  /** Only they changed it, so it was taken over. */
  taken: Field[];
}

/** Three versions: what both began with, mine, and theirs. */
export function merge(before: Draft, mine: Draft, theirs: Draft): Merge {
  let draft = theirs;
  const disputed: Field[] = [];
  const taken: Field[] = [];
  for (const field of FIELDS) {
    const byMe = !same(field, before, mine);
    const byThem = !same(field, before, theirs);
    if (byMe && !same(field, theirs, mine)) {
      draft = take(field, draft, mine);
      if (byThem) disputed.push(field);
    } else if (byThem && !byMe) taken.push(field);
  }
  return { draft, disputed, taken };
}

/** A draft with one field of another. */
export function take<F extends Field>(field: F, into: Draft, from: Draft): Draft {
  return { ...into, [field]: from[field] };
}
