/** What a policy would inherit for each setting, and from whom: the parent's settings in force. */

import { useQuery } from '@tanstack/react-query';
import type { Policy } from '@/api/policies';
import { nameOnPath, type SecureEnrollment, secureEnrollmentQuery } from '@/api/secure-enrollment';
import { type Field, SETTINGS, type Setting, type Value } from './settings';

export interface Inherited<T> {
  /** The policy it comes from; null when nothing is set above. */
  from: string | null;
  /** Null: nothing set, or cleared there. */
  value: T | null;
}

export interface Inheritance {
  /** There is a parent to inherit from. */
  possible: boolean;
  of: <F extends Field>(field: F) => Inherited<Value<F>>;
}

/** From the policy's own answer where it inherits now, else from its parent's. */
export function useInheritance(policy: Policy, enrollment: SecureEnrollment): Inheritance {
  const parent = useQuery({ ...secureEnrollmentQuery(policy.parent_id ?? ''), enabled: Boolean(policy.parent_id) });
  const above = parent.data?.data;
  return {
    possible: Boolean(policy.parent_id),
    of: <F extends Field>(field: F) => {
      const { of } = SETTINGS[field];
      const mine: Setting<Value<F>> = of(enrollment);
      const setting = mine.source === 'inherited' || mine.source === 'none' ? mine : above ? of(above) : null;
      return { from: nameOnPath(policy, setting?.from_policy_id), value: setting?.value ?? null };
    },
  };
}
