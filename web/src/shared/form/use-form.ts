import { useState } from 'react';

type Values = Record<string, string | boolean>;
type Errors<V extends Values> = { [Name in keyof V]?: string };
export type Rules<V extends Values> = { [Name in keyof V]?: (value: V[Name]) => string | undefined };

/** What a short form needs: its values, what is wrong with each, and a hand-in that waits for all to be right. */
export function useForm<V extends Values>(initial: V, rules: Rules<V>) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors<V>>({});
  const set = <Name extends keyof V>(name: Name, value: V[Name]) => {
    setValues((old) => ({ ...old, [name]: value }));
    setErrors((old) => ({ ...old, [name]: undefined }));
  };
  const submit = (handIn: (values: V) => void) => (event?: React.FormEvent<HTMLFormElement>) => {
    event?.preventDefault();
    const found: Errors<V> = {};
    for (const name of Object.keys(rules) as (keyof V)[]) {
      const error = rules[name]?.(values[name]);
      if (error) found[name] = error;
    }
    setErrors(found);
    if (Object.keys(found).length === 0) handIn(values);
    else focusFirst(event?.currentTarget ?? null, Object.keys(found));
  };
  /** Everything a field of the design system takes. */
  const field = <Name extends keyof V & string>(name: Name) => ({
    name,
    value: values[name],
    onChange: (value: V[Name]) => set(name, value),
    error: errors[name],
  });
  /** Something was typed that a reload would take away. */
  const isTouched = Object.keys(values).some((name) => values[name] !== initial[name]);
  return { values, errors, field, submit, setErrors, isTouched };
}

/** The keyboard goes to the first thing that is wrong. */
function focusFirst(form: HTMLFormElement | null, names: string[]): void {
  const inputs = [...(form?.elements ?? [])] as HTMLInputElement[];
  inputs.find((input) => names.includes(input.name))?.focus();
}
