import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import type { Unit, Weight } from '@/shared/api/contract';

import { CONTROL, FieldLabel, FieldNotes, type FieldProps } from './field';

interface Props extends FieldProps {
  value: number | null | undefined;
  onChange: (value: number | undefined) => void;
  onBlur?: () => void;
  unit?: React.ReactNode;
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
        {typeof unit === 'string' ? (
          <span className="pointer-events-none absolute inset-y-0 right-3.5 flex items-center text-13 text-mute">
            {unit}
          </span>
        ) : (
          unit
        )}
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
  /** Says what the unit's button does: "Unit". */
  unitLabel: string;
  max?: number;
  required?: boolean;
}

/** A weight and the unit it is written in; pressing the unit changes it. The number is never converted behind one's back. */
export function WeightField({ value, onChange, unit, unitLabel, max = 2000, ...props }: WeightProps) {
  const [chosen, setChosen] = useState<Unit | null>(null);
  const current = value?.unit ?? chosen ?? unit;
  const other = current === 'kg' ? 'lb' : 'kg';
  return (
    <NumberField
      {...props}
      value={value?.value}
      min={0}
      max={max}
      onChange={(next) => onChange(next === undefined ? undefined : { value: next, unit: current })}
      unit={
        <Button
          slot={null}
          aria-label={`${unitLabel}: ${current} → ${other}`}
          onPress={() => {
            setChosen(other);
            if (value) onChange({ value: value.value, unit: other });
          }}
          className="absolute inset-y-0.5 right-0.5 grid min-w-12 place-items-center rounded-[8px] text-13 text-mute underline decoration-dotted underline-offset-4 hover:text-text"
        >
          {current}
        </Button>
      }
    />
  );
}
