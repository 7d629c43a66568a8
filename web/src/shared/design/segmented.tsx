import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { FieldLabel, FieldNotes, type FieldProps } from './field';

interface Props<T extends string> extends FieldProps {
  value: T | null | undefined;
  onChange: (value: T) => void;
  options: { value: T; label: string }[];
  /** Spread over the whole width. */
  full?: boolean;
  /** Many short options on one line. */
  compact?: boolean;
  /** `value` may only be what holds until somebody chooses: a tap on it is a choice too. */
  presumed?: boolean;
}

/** One of a few, all of them in sight. */
export function Segmented<T extends string>({
  label,
  hint,
  error,
  hideLabel,
  value,
  onChange,
  options,
  full = false,
  compact = false,
  presumed = false,
}: Props<T>) {
  return (
    <RadioGroup
      value={value ?? null}
      onChange={(next) => onChange(next as T)}
      orientation="horizontal"
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} hideLabel={hideLabel} />
      <div
        className={`${full ? 'flex' : 'inline-flex'} ${compact ? '' : 'flex-wrap'} gap-1 rounded-field border border-line bg-s2 p-0.75`}
      >
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            onPress={() => presumed && option.value === value && onChange(option.value)}
            className={`flex min-h-11 flex-auto cursor-pointer items-center justify-center whitespace-nowrap rounded-[7px] text-15 ${compact ? 'basis-0 px-0' : 'min-w-11 px-3 max-[22rem]:px-2'} text-mute transition-colors data-selected:bg-text data-selected:font-semibold data-selected:text-ink data-hovered:not-data-selected:text-text`}
          >
            {option.label}
          </Radio>
        ))}
      </div>
      <FieldNotes hint={hint} error={error} />
    </RadioGroup>
  );
}
