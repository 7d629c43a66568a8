import { useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import type { Unit, Weight } from '@/shared/api/contract';
import { usePreferences } from '@/shared/lib/preferences';
import { rangeText } from '@/shared/lib/range-text';
import { inUnit, isWithin, MAX_WEIGHT, parseNumber, plainNumber } from '@/shared/lib/units';
import { weightRange } from '@/shared/lib/weight-range';
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

/**
 * A number with its unit beside it. Empty means "not said", never zero. What is no number, or out of range, stays as it
 * was typed, with its range said.
 */
export function NumberField({ label, hint, error, hideLabel, value, onChange, unit, min, max, step, required }: Props) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const [typed, setTyped] = useState<string | null>(null);
  const isReadable = typed === null || typed.trim() === '' || parseNumber(typed) !== null;
  const wrong = !isReadable || (typed === null && value != null && !isWithin(value, { min, max, step }));
  const said = wrong ? rangeText({ min, max, step }, locale, t) : error;
  // Told as it is typed: whoever leaves by Back leaves no field first.
  const type = (text: string) => {
    setTyped(text);
    onChange(parseNumber(text) ?? undefined);
  };
  const settle = () => isReadable && setTyped(null);
  return (
    <AriaTextField
      value={typed ?? (value == null ? '' : plainNumber(value, locale))}
      onChange={type}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
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
  /** In kilograms. */
  min?: number;
  max?: number;
  required?: boolean;
}

/** A weight and the unit it is written in; pressing the unit converts what stands, and pressing it again brings it back. */
export function WeightField({ value, onChange, unit, unitLabel, min = 0, max = MAX_WEIGHT, ...props }: WeightProps) {
  const [chosen, setChosen] = useState<Unit | null>(null);
  const entered = useRef<Weight>(undefined);
  const current = value?.unit ?? chosen ?? unit;
  const other = current === 'kg' ? 'lb' : 'kg';
  const convertTo = (to: Unit) => {
    setChosen(to);
    if (!value) return;
    const before = entered.current;
    // Converted from what was entered, so that nothing is lost on the way there and back.
    if (!before || inUnit(before, value.unit) !== value.value) entered.current = value;
    onChange({ value: inUnit(entered.current ?? value, to), unit: to });
  };
  return (
    <NumberField
      {...props}
      value={value?.value}
      {...weightRange({ min, max }, current)}
      onChange={(next) => {
        // Emptied to be typed anew, it keeps its unit.
        setChosen(current);
        onChange(next === undefined ? undefined : { value: next, unit: current });
      }}
      unit={
        <Button
          slot={null}
          aria-label={`${unitLabel}: ${current} → ${other}`}
          onPress={() => convertTo(other)}
          className="absolute inset-y-0.5 right-0.5 grid min-w-12 place-items-center rounded-[8px] text-13 text-mute underline decoration-dotted underline-offset-4 hover:text-text"
        >
          {current}
        </Button>
      }
    />
  );
}
