import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import type { Unit, Weight } from '@/shared/lib/units';
import { CONTROL, FieldLabel, FieldNotes, type FieldProps } from './field';
import { Segmented } from './segmented';

interface Props extends FieldProps {
  value: number | null | undefined;
  onChange: (value: number | undefined) => void;
  onBlur?: () => void;
  unit?: string;
  min?: number;
  max?: number;
  step?: number;
  digits?: number;
  required?: boolean;
  name?: string;
}

/** A number with its unit beside it. Empty means "not said", never zero. */
export function NumberField({
  label,
  hint,
  error,
  hideLabel,
  value,
  onChange,
  unit,
  min,
  max,
  step,
  digits = 2,
  required,
  ...props
}: Props) {
  return (
    <AriaNumberField
      {...props}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? undefined : next)}
      minValue={min}
      maxValue={max}
      step={step}
      isRequired={required}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      formatOptions={{ maximumFractionDigits: digits, useGrouping: false }}
    >
      <FieldLabel label={label} hideLabel={hideLabel} />
      <Group className="relative">
        <Input className={`${CONTROL} ${unit ? 'pr-14' : ''} tabular-nums`} />
        {unit ? (
          <span className="pointer-events-none absolute inset-y-0 right-3.5 flex items-center text-13 text-mute">
            {unit}
          </span>
        ) : null}
      </Group>
      <FieldNotes hint={hint} error={error} />
    </AriaNumberField>
  );
}

interface WeightProps extends FieldProps {
  value: Weight | null | undefined;
  onChange: (value: Weight | undefined) => void;
  onBlur?: () => void;
  /** The unit a first entry gets. */
  unit: Unit;
  unitLabel: string;
  max?: number;
  required?: boolean;
}

/** A weight and the unit it is written in. The number is never converted behind the athlete's back. */
export function WeightField({ value, onChange, unit, unitLabel, max = 2000, ...props }: WeightProps) {
  const current = value?.unit ?? unit;
  return (
    <div className="grid grid-cols-[1fr_auto] items-end gap-2">
      <NumberField
        {...props}
        value={value?.value}
        min={0}
        max={max}
        onChange={(next) => onChange(next === undefined ? undefined : { value: next, unit: current })}
      />
      <Segmented
        label={`${props.label}: ${unitLabel}`}
        hideLabel
        value={current}
        onChange={(next) => value && onChange({ value: value.value, unit: next })}
        options={[
          { value: 'kg', label: 'kg' },
          { value: 'lb', label: 'lb' },
        ]}
      />
    </div>
  );
}
