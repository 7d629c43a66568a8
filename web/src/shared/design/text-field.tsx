import { useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { IconButton } from './button';
import { CONTROL, FieldLabel, FieldNotes, type FieldProps } from './field';

interface Props extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  name?: string;
  type?: 'text' | 'email' | 'password' | 'search';
  autoComplete?: string;
  placeholder?: string;
  maxLength?: number;
  required?: boolean;
  multiline?: boolean;
  autoFocus?: boolean;
  inputRef?: React.Ref<HTMLInputElement>;
}

export function TextField({
  label,
  hint,
  error,
  hideLabel,
  multiline,
  placeholder,
  inputRef,
  required,
  maxLength,
  ...props
}: Props) {
  const nearEnd = maxLength && props.value.length > maxLength * 0.8;
  return (
    <AriaTextField
      {...props}
      isRequired={required}
      validationBehavior="aria"
      isInvalid={Boolean(error)}
      maxLength={maxLength}
    >
      <FieldLabel label={label} hideLabel={hideLabel} />
      {multiline ? (
        <TextArea className={`${CONTROL} min-h-24 py-3`} placeholder={placeholder} rows={3} />
      ) : (
        <Input ref={inputRef} className={CONTROL} placeholder={placeholder} />
      )}
      {nearEnd ? (
        <span
          className={`mt-1 block text-right text-12 tabular-nums ${props.value.length < maxLength ? 'text-mute' : 'font-semibold'}`}
        >
          {props.value.length} / {maxLength}
        </span>
      ) : null}
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  );
}

interface PasswordProps extends Omit<Props, 'type' | 'multiline'> {
  showLabel: string;
}

/** A password, with an eye to look at it: no repeated field is needed then. */
export function PasswordField({ label, hint, error, showLabel, inputRef, required, ...props }: PasswordProps) {
  const [shown, setShown] = useState(false);
  return (
    <AriaTextField
      {...props}
      type={shown ? 'text' : 'password'}
      isRequired={required}
      validationBehavior="aria"
      isInvalid={Boolean(error)}
    >
      <FieldLabel label={label} />
      <div className="relative">
        <Input ref={inputRef} className={`${CONTROL} pr-12`} />
        <IconButton
          icon="eye"
          label={showLabel}
          aria-pressed={shown}
          className={`absolute top-0.5 right-0.5 ${shown ? 'text-text' : ''}`}
          onPress={() => setShown(!shown)}
        />
      </div>
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  );
}
