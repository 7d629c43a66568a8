import { type Control, Controller, type FieldPath, type FieldValues, type RegisterOptions } from 'react-hook-form';
import { DateField } from '@/shared/design/date-field';
import { NumberField, WeightField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { SelectField } from '@/shared/design/select-field';
import { SwitchField } from '@/shared/design/switch-field';
import { TagInput } from '@/shared/design/tag-input';
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

export function NumberControl<T extends FieldValues>({
  control,
  name,
  rules,
  ...props
}: Bound<T> & Rest<typeof NumberField>) {
  return (
    <Controller
      control={control}
      name={name}
      rules={rules}
      render={({ field, fieldState }) => (
        <NumberField
          {...props}
          name={name}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

export function WeightControl<T extends FieldValues>({
  control,
  name,
  rules,
  ...props
}: Bound<T> & Rest<typeof WeightField>) {
  return (
    <Controller
      control={control}
      name={name}
      rules={rules}
      render={({ field, fieldState }) => (
        <WeightField
          {...props}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

interface Choice {
  label: string;
  hint?: string;
  options: { value: string; label: string }[];
}

export function SegmentedControl<T extends FieldValues>({
  control,
  name,
  rules,
  ...props
}: Bound<T> & Choice & { full?: boolean }) {
  return (
    <Controller
      control={control}
      name={name}
      rules={rules}
      render={({ field, fieldState }) => (
        <Segmented {...props} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
      )}
    />
  );
}

export function SelectControl<T extends FieldValues>({ control, name, rules, ...props }: Bound<T> & Choice) {
  return (
    <Controller
      control={control}
      name={name}
      rules={rules}
      render={({ field, fieldState }) => (
        <SelectField {...props} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
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

export function TagControl<T extends FieldValues>({ control, name, ...props }: Bound<T> & Rest<typeof TagInput>) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <TagInput {...props} value={field.value ?? []} onChange={field.onChange} error={fieldState.error?.message} />
      )}
    />
  );
}

export function DateControl<T extends FieldValues>({
  control,
  name,
  rules,
  ...props
}: Bound<T> & Rest<typeof DateField>) {
  return (
    <Controller
      control={control}
      name={name}
      rules={rules}
      render={({ field, fieldState }) => (
        <DateField {...props} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
      )}
    />
  );
}
