import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rangeText } from '@/shared/lib/range-text';
import { isWithin, parseNumber, plainNumber, type Range } from '@/shared/lib/units';
import { announce } from './announcer';

/** What Enter goes through: the fields of a table, and the button that ends one of its rows. */
const STOPS = 'input:not([type=hidden]), textarea, [data-stop]';

/** Enter goes to the next field, as Tab would. After the last one it does what it does in its form. */
function goOn(event: React.KeyboardEvent<HTMLInputElement>) {
  const here = event.currentTarget;
  const stops = [...(here.closest('form, ol')?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
  const next = stops[stops.indexOf(here) + 1];
  if (event.key !== 'Enter' || !next) return;
  event.preventDefault();
  next.focus();
}

interface Props {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  locale: string;
  range: Range;
  placeholder?: string;
  className?: string;
  onFocus?: () => void;
}

/**
 * A number in a box of a table: tap, type over, go on. Takes comma and point. What is no number, or out of range, stays
 * as it was typed, marked and with its range said; what counts is still what stood before.
 */
export function InlineNumber({
  label,
  value,
  onChange,
  locale,
  range,
  placeholder = '–',
  className = '',
  onFocus,
}: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const before = useRef(value);
  const isIn = useRef(false);
  const { t } = useTranslation();
  const shown = value === undefined ? '' : plainNumber(value, locale);
  // Changed from elsewhere meanwhile, by a button beside it: what was typed is over.
  const text = typed !== null && (isIn.current || value === before.current) ? typed : shown;
  const isRight = (entry: string) => {
    const number = parseNumber(entry);
    return entry.trim() === '' || (number !== null && isWithin(number, range));
  };
  const wrong = text === typed && !isRight(text);
  const tell = () => announce(rangeText(range, locale, t), { tone: 'error' });
  return (
    <input
      aria-label={label}
      title={wrong ? rangeText(range, locale, t) : undefined}
      className={`num min-h-13 w-full min-w-0 rounded-field bg-s2 text-center text-[1.25rem] outline-offset-0 placeholder:text-mute aria-invalid:text-red aria-invalid:inset-ring-2 aria-invalid:inset-ring-red ${className}`}
      inputMode={range.step === 1 ? 'numeric' : 'decimal'}
      aria-invalid={wrong || undefined}
      enterKeyHint="next"
      autoComplete="off"
      maxLength={8}
      placeholder={placeholder}
      value={text}
      onFocus={(event) => {
        isIn.current = true;
        setTyped(text);
        before.current = value;
        if (wrong) tell();
        event.currentTarget.select();
        onFocus?.();
      }}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        if (next.trim() === '') onChange(undefined);
        else onChange(isRight(next) ? (parseNumber(next) ?? undefined) : before.current);
      }}
      onBlur={() => {
        isIn.current = false;
        if (wrong) tell();
        else setTyped(null);
      }}
      onKeyDown={goOn}
    />
  );
}
