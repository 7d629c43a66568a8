import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import type { FieldError } from '@/shared/api/contract';

/** Puts the server's findings beside their fields; gives back those that belong to no field on the page. */
export function showFieldErrors<T extends FieldValues>(
  errors: FieldError[],
  fields: readonly FieldPath<T>[],
  setError: UseFormSetError<T>,
): FieldError[] {
  const homeless: FieldError[] = [];
  for (const error of errors) {
    const path = error.pointer.replace(/^\//, '').replaceAll('/', '.');
    const field = fields.find((name) => path === name || path.startsWith(`${name}.`));
    if (field) setError(field, { type: error.code, message: error.message });
    else homeless.push(error);
  }
  return homeless;
}
