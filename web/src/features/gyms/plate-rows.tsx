import { useTranslation } from 'react-i18next';
import type { Unit } from '@/shared/api/contract';
import { IconButton } from '@/shared/design/button';
import { InlineNumber } from '@/shared/design/inline-number';
import { WeightField } from '@/shared/design/number-field';
import { MAX_PAIRS } from '@/shared/lib/limits';
import { useFormat } from '@/shared/lib/use-format';
import { USUAL_PLATES } from '@/shared/training/usual-gym';
import type { PlateRow } from './gym-form';
import { useGymWords } from './use-gym-words';

interface Props {
  rows: PlateRow[];
  unit: Unit;
  onChange: (rows: PlateRow[]) => void;
}

const PAIRS = { min: 0, max: MAX_PAIRS, step: 1 as const };

/** How many pairs there are of each plate: usual weights as they are, others to be typed. */
export function PlateRows({ rows, unit, onChange }: Props) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const { weight: write } = useGymWords();
  const put = (at: number, part: Partial<PlateRow>) =>
    onChange(rows.map((row, place) => (place === at ? { ...row, ...part } : row)));
  return (
    <ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-s1">
      {rows.map(({ weight, pairs }, at) => {
        const isUsual = at < USUAL_PLATES[unit].length;
        const name = weight ? write(weight) : t('tools.gyms.otherPlate');
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: usual plates stand first and in order, the others where they were added
            key={at}
            className="flex items-center justify-between gap-3 py-1.5 pr-2 pl-4.5"
          >
            {isUsual ? (
              <span className={`num text-22 ${pairs > 0 ? '' : 'text-mute'}`}>{name}</span>
            ) : (
              <span className="min-w-0 max-w-40 flex-1">
                <WeightField
                  label={t('tools.gyms.plateWeight')}
                  hideLabel
                  unit={unit}
                  unitLabel={t('tools.gyms.unit')}
                  value={weight}
                  onChange={(next) => put(at, { weight: next })}
                />
              </span>
            )}
            <span className="flex items-center gap-1">
              <IconButton
                icon="minus"
                label={t('tools.gyms.fewer', { plate: name })}
                isDisabled={pairs <= 0}
                onPress={() =>
                  isUsual || pairs > 1
                    ? put(at, { pairs: pairs - 1 })
                    : onChange(rows.filter((_, place) => place !== at))
                }
              />
              <span className="w-13">
                <InlineNumber
                  label={t('tools.gyms.pairsOf', { plate: name })}
                  value={pairs}
                  locale={locale}
                  range={PAIRS}
                  onChange={(next) => put(at, { pairs: next ?? 0 })}
                />
              </span>
              <IconButton
                icon="plus"
                label={t('tools.gyms.more', { plate: name })}
                isDisabled={pairs >= MAX_PAIRS}
                onPress={() => put(at, { pairs: pairs + 1 })}
              />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
