import { useState } from 'react';
import { formatNumber, parseNumber } from '@/shared/lib/units';

interface Props {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  locale: string;
  decimals?: boolean;
  placeholder?: string;
  className?: string;
  onFocus?: () => void;
}

/** A number in a box of a table: tap, type over, go on. Takes comma and point; what is not a number is not taken. */
export function InlineNumber({
  label,
  value,
  onChange,
  locale,
  decimals = false,
  placeholder = '–',
  className = '',
  onFocus,
}: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === undefined ? '' : formatNumber(value, locale);
  return (
    <input
      aria-label={label}
      className={`num min-h-13 w-full min-w-0 rounded-field bg-s2 text-center text-[1.25rem] outline-offset-0 placeholder:text-mute ${className}`}
      inputMode={decimals ? 'decimal' : 'numeric'}
      enterKeyHint="done"
      autoComplete="off"
      maxLength={8}
      placeholder={placeholder}
      value={typed ?? shown}
      onFocus={(event) => {
        setTyped(shown);
        event.currentTarget.select();
        onFocus?.();
      }}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (text.trim() === '') onChange(undefined);
        const number = parseNumber(text);
        if (number !== null) onChange(decimals ? number : Math.round(number));
      }}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
