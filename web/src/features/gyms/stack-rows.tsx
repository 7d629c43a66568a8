import { useTranslation } from 'react-i18next';
import type { Unit } from '@/shared/api/contract';
import { IconButton, Pill } from '@/shared/design/button';
import { NumberField, WeightField } from '@/shared/design/number-field';
import { MAX_STACK_COUNT, MAX_STACK_ROWS } from '@/shared/lib/limits';
import type { StackRow } from './gym-form';

interface Props {
  rows: StackRow[];
  unit: Unit;
  tried: boolean;
  onChange: (rows: StackRow[]) => void;
}

/** The plates of a machine's own: those of its stack, and what may be put on it. */
export function StackRows({ rows, unit, tried, onChange }: Props) {
  const { t } = useTranslation();
  const put = (at: number, part: Partial<StackRow>) =>
    onChange(rows.map((row, place) => (place === at ? { ...row, ...part } : row)));
  const missing = (is: unknown) => (tried && !is ? t('tools.findings.stack') : undefined);
  return (
    <div>
      <p className="font-medium text-13">{t('tools.gyms.stack')}</p>
      <p className="mt-1 text-13 text-mute">{t('tools.gyms.stackHint')}</p>
      <ol className="mt-2 flex flex-col gap-2">
        {rows.map(({ weight, count }, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: rows differ only by place while they are typed
            key={at}
            className="flex items-start gap-2"
          >
            <span className="min-w-0 flex-1">
              <NumberField
                label={t('tools.gyms.stackCount', { number: at + 1 })}
                hideLabel
                unit="×"
                min={1}
                max={MAX_STACK_COUNT}
                step={1}
                value={count}
                error={missing(count)}
                onChange={(next) => put(at, { count: next })}
              />
            </span>
            <span className="min-w-0 flex-1">
              <WeightField
                label={t('tools.gyms.stackWeight', { number: at + 1 })}
                hideLabel
                unit={unit}
                unitLabel={t('tools.gyms.unit')}
                value={weight}
                error={missing(weight?.value)}
                onChange={(next) => put(at, { weight: next })}
              />
            </span>
            <IconButton
              icon="close"
              label={t('tools.gyms.removeStack', { number: at + 1 })}
              onPress={() => onChange(rows.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
      <Pill className="mt-2" isDisabled={rows.length >= MAX_STACK_ROWS} onPress={() => onChange([...rows, {}])}>
        + {t('tools.gyms.addStack')}
      </Pill>
    </div>
  );
}
