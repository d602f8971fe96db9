/** A form's values and mistakes: own checks before sending, the server's field problems after. */

import { useCallback, useState } from 'react';

/** A field the server did not take: JSON pointer and sentence. */
export interface FieldProblem {
  pointer: string;
  detail: string;
}

type Mistakes<T> = { [K in keyof T]?: string };

/** What a text field needs. */
export interface TextProps {
  name: string;
  value: string;
  error: string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

export interface Form<T extends object> {
  values: T;
  mistakes: Mistakes<T>;
  /** Changes one value and takes its mistake away. */
  set: <K extends keyof T>(name: K, value: T[K]) => void;
  /** Props of a text field. */
  text: (name: { [K in keyof T]: T[K] extends string ? K : never }[keyof T] & string) => TextProps;
  /** Runs the checks; true when the form may be sent. Focus goes to the first mistake. */
  check: () => boolean;
  /** Puts the server's problems to their fields; returns those that belong to none. */
  refuse: (problems: readonly FieldProblem[]) => FieldProblem[];
  /** Back to the start, or to other values. */
  reset: (values?: T) => void;
}

/** Holds a form. `validate` returns the mistakes it sees before anything is sent. */
export function useForm<T extends object>(initial: T, validate: (values: T) => Mistakes<T> = () => ({})): Form<T> {
  const [values, setValues] = useState(initial);
  const [mistakes, setMistakes] = useState<Mistakes<T>>({});

  const set = useCallback(<K extends keyof T>(name: K, value: T[K]) => {
    setValues((before) => ({ ...before, [name]: value }));
    setMistakes((before) => ({ ...before, [name]: undefined }));
  }, []);

  return {
    values,
    mistakes,
    set,
    text: (name) => ({
      name,
      value: String(values[name]),
      error: mistakes[name],
      onChange: (event) => set(name, event.currentTarget.value as T[typeof name]),
    }),
    check() {
      const found = validate(values);
      setMistakes(found);
      const first = Object.keys(found).find((name) => found[name as keyof T]);
      if (first) focusField(first);
      return !first;
    },
    refuse(problems) {
      const found: Mistakes<T> = {};
      const homeless: FieldProblem[] = [];
      for (const problem of problems) {
        const name = fieldOf(problem.pointer);
        if (Object.hasOwn(values, name)) found[name as keyof T] ??= problem.detail;
        else homeless.push(problem);
      }
      setMistakes(found);
      const first = Object.keys(found)[0];
      if (first) focusField(first);
      return homeless;
    },
    reset(next = initial) {
      setValues(next);
      setMistakes({});
    },
  };
}

/** The field a JSON pointer is about: `/scopes/0` is about `scopes`. */
export function fieldOf(pointer: string): string {
  const first = pointer.split('/')[1] ?? '';
  return first.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** After the next paint, for a field that was off while sending cannot take the focus yet. */
function focusField(name: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`form [name="${CSS.escape(name)}"]`)?.focus();
  });
}
