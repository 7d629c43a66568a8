import type { FieldError } from '@/shared/api/contract';

/** The server's findings by the field they stand for; those of no field on the page are left out. */
export function fieldErrors<Name extends string>(
  errors: FieldError[],
  fields: readonly Name[],
  say: (error: FieldError) => string,
): { [name in Name]?: string } {
  const found: { [name in Name]?: string } = {};
  for (const error of errors) {
    const field = fields.find((name) => error.pointer === `/${name}` || error.pointer.startsWith(`/${name}/`));
    if (field) found[field] = say(error);
  }
  return found;
}
