import { type Control, Controller, type FieldPath, type FieldValues, type RegisterOptions } from 'react-hook-form';
import { SwitchField } from '@/shared/design/switch-field';
import { PasswordField, TextField } from '@/shared/design/text-field';

/** Binds a field of the design system to a field of a form. */
interface Bound<T extends FieldValues> {
  control: Control<T>;
  name: FieldPath<T>;
  rules?: RegisterOptions<T>;
}

type Rest<Component extends React.ElementType> = Omit<
  React.ComponentProps<Component>,
  'value' | 'onChange' | 'onBlur' | 'error'
>;

export function TextControl<T extends FieldValues>({
  control,
  name,
  rules,
  ...props
}: Bound<T> & Rest<typeof TextField>) {
  return (
    <Controller
      control={control}
      name={name}
      rules={rules}
      render={({ field, fieldState }) => (
        <TextField
          {...props}
          inputRef={field.ref}
          name={name}
          value={field.value ?? ''}
          onChange={field.onChange}
          onBlur={field.onBlur}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

export function PasswordControl<T extends FieldValues>({
  control,
  name,
  rules,
  ...props
}: Bound<T> & Rest<typeof PasswordField>) {
  return (
    <Controller
      control={control}
      name={name}
      rules={rules}
      render={({ field, fieldState }) => (
        <PasswordField
          {...props}
          inputRef={field.ref}
          name={name}
          value={field.value ?? ''}
          onChange={field.onChange}
          onBlur={field.onBlur}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

export function SwitchControl<T extends FieldValues>({
  control,
  name,
  label,
  hint,
}: Bound<T> & { label: string; hint?: string }) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <SwitchField label={label} hint={hint} value={Boolean(field.value)} onChange={field.onChange} />
      )}
    />
  );
}
