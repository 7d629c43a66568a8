import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import type { Unit, Weight } from '@/shared/api/contract';
import { usePreferences } from '@/shared/lib/preferences';
import { rangeText } from '@/shared/lib/range-text';
import { isWithin, MAX_WEIGHT, parseNumber, plainNumber } from '@/shared/lib/units';
import { CONTROL, FieldLabel, FieldNotes, type FieldProps } from './field';

interface Props extends FieldProps {
  value: number | null | undefined;
  onChange: (value: number | undefined) => void;
  unit?: React.ReactNode;
  min: number;
  max: number;
  /** 1 for whole numbers only. */
  step?: 1;
  required?: boolean;
}

/** What a number may begin with while it is being typed; other keys are not taken. */
const TYPED = /^\d{0,6}([.,]\d{0,3})?$/;

/** A number with its unit beside it. Empty means "not said", never zero; what is out of range stands as it was typed. */
export function NumberField({ label, hint, error, hideLabel, value, onChange, unit, min, max, step, required }: Props) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed === null && value != null && !isWithin(value, { min, max, step });
  const said = wrong ? rangeText({ min, max, step }, locale, t) : error;
  // Told as it is typed: whoever leaves by Back leaves no field first.
  const type = (text: string) => {
    if (!TYPED.test(text.trim())) return;
    setTyped(text);
    onChange(parseNumber(text) ?? undefined);
  };
  return (
    <AriaTextField
      value={typed ?? (value == null ? '' : plainNumber(value, locale))}
      onChange={type}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => event.key === 'Enter' && setTyped(null)}
      inputMode={step ? 'numeric' : 'decimal'}
      autoComplete="off"
      isRequired={required}
      isInvalid={Boolean(said)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} hideLabel={hideLabel} />
      <div className="relative">
        <Input className={`${CONTROL} ${unit ? 'pr-14' : ''} tabular-nums`} />
        {typeof unit === 'string' ? (
          <span className="pointer-events-none absolute inset-y-0 right-3.5 flex items-center text-13 text-mute">
            {unit}
          </span>
        ) : (
          unit
        )}
      </div>
      <FieldNotes hint={hint} error={said} />
    </AriaTextField>
  );
}

interface WeightProps extends FieldProps {
  value: Weight | null | undefined;
  onChange: (value: Weight | undefined) => void;
  /** The unit a first entry gets. */
  unit: Unit;
  /** Says what the unit's button does: "Unit". */
  unitLabel: string;
  max?: number;
  required?: boolean;
}

/** A weight and the unit it is written in; pressing the unit changes it. The number is never converted behind one's back. */
export function WeightField({ value, onChange, unit, unitLabel, max = MAX_WEIGHT, ...props }: WeightProps) {
  const [chosen, setChosen] = useState<Unit | null>(null);
  const current = value?.unit ?? chosen ?? unit;
  const other = current === 'kg' ? 'lb' : 'kg';
  return (
    <NumberField
      {...props}
      value={value?.value}
      min={0}
      max={max}
      onChange={(next) => {
        // Emptied to be typed anew, it keeps its unit.
        setChosen(current);
        onChange(next === undefined ? undefined : { value: next, unit: current });
      }}
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
