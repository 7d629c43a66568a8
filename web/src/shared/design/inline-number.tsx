import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rangeText } from '@/shared/lib/range-text';
import { isWithin, parseNumber, plainNumber, type Range } from '@/shared/lib/units';
import { announce } from './announcer';

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

/** A number in a box of a table: tap, type over, go on. Takes comma and point; what is no number, or out of range, is not taken, and what stood before comes back. */
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
  const { t } = useTranslation();
  const shown = value === undefined ? '' : plainNumber(value, locale);
  const number = typed === null ? null : parseNumber(typed);
  const wrong = Boolean(typed?.trim()) && !(number !== null && isWithin(number, range));
  const leave = () => {
    setTyped(null);
    if (!wrong) return;
    onChange(before.current);
    announce(rangeText(range, locale, t), { tone: 'error' });
  };
  return (
    <input
      aria-label={label}
      className={`num min-h-13 w-full min-w-0 rounded-field bg-s2 text-center text-[1.25rem] outline-offset-0 placeholder:text-mute aria-invalid:text-red ${className}`}
      inputMode={range.step === 1 ? 'numeric' : 'decimal'}
      aria-invalid={wrong || undefined}
      enterKeyHint="done"
      autoComplete="off"
      maxLength={8}
      placeholder={placeholder}
      value={typed ?? shown}
      onFocus={(event) => {
        setTyped(shown);
        before.current = value;
        event.currentTarget.select();
        onFocus?.();
      }}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (text.trim() === '') onChange(undefined);
        const next = parseNumber(text);
        if (next !== null && isWithin(next, range)) onChange(next);
      }}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
