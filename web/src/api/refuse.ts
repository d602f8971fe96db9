/** Brings a refusal back to the form it came from. */

import type { Form } from '@/lib/useForm';
import { ProblemError } from './problem';
import { describe, type Wording } from './wording';

/** Marks the fields a 422 names; what belongs to no field is returned in words, for the foot of the form. */
export function refuseFields<T extends object>(form: Form<T>, error: unknown): Wording | null {
  if (!(error instanceof ProblemError) || error.problem.fields.length === 0) return describe(error);
  const homeless = form.refuse(error.problem.fields);
  return homeless.length === 0 ? null : { ...describe(error), text: homeless.map((field) => field.detail).join(' ') };
}
