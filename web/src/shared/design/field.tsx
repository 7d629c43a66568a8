import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';

/** How every control for typing looks. */
export const CONTROL =
  'min-h-12 w-full rounded-field border border-edge bg-s1 px-3.5 text-[1rem] text-text outline-offset-0 transition-colors hover:border-text data-invalid:border-red disabled:opacity-60';

export interface FieldProps {
  label: string;
  hint?: string;
  error?: string;
  /** The label is said, not shown. */
  hideLabel?: boolean;
}

export function FieldLabel({ label, hideLabel }: Pick<FieldProps, 'label' | 'hideLabel'>) {
  return <Label className={hideLabel ? 'sr-only' : 'mb-1.5 block font-medium text-13'}>{label}</Label>;
}

/** Under the control: what helps, then what is wrong. */
export function FieldNotes({ hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  return (
    <>
      {hint ? (
        <Text slot="description" className="mt-1.5 block text-13 text-mute">
          {hint}
        </Text>
      ) : null}
      <FieldError className="mt-1.5 block text-13 text-red">{error}</FieldError>
    </>
  );
}
