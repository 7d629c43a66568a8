import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import type { Attempt, Lift, PastCompetition } from '@/shared/api/contract';
import { IconButton } from '@/shared/design/button';
import { Card } from '@/shared/design/card';
import { DateField } from '@/shared/design/date-field';
import { Icon } from '@/shared/design/icon';
import { InlineNumber } from '@/shared/design/inline-number';
import { WeightField } from '@/shared/design/number-field';
import { toDay } from '@/shared/lib/dates';
import { usePreferences } from '@/shared/lib/preferences';
import { WEIGHT } from '@/shared/lib/units';
import { now } from '@/sync/clock';
import { Pair } from './section';
import { endsEarly } from './settings-form';

const LIFTS: Lift[] = ['squat', 'bench', 'deadlift'];
const NUMBERS = [1, 2, 3];

interface Props {
  number: number;
  competition: PastCompetition;
  onChange: (next: PastCompetition) => void;
  onRemove: () => void;
}

export function PastCompetitionCard({ number, competition, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const { units, locale } = usePreferences();
  const today = toDay(now());
  const attempts = competition.attempts ?? [];
  const find = (lift: Lift, at: number) => attempts.find((attempt) => attempt.lift === lift && attempt.number === at);
  const put = (lift: Lift, at: number, next: Attempt | undefined) => {
    const others = attempts.filter((attempt) => attempt.lift !== lift || attempt.number !== at);
    onChange({ ...competition, attempts: next ? [...others, next] : others });
  };
  return (
    <Card>
      <div className="mb-3 flex items-center justify-between">
        <h3 className="text-17">{t('onboarding.competition', { number })}</h3>
        <IconButton icon="trash" label={t('common.remove')} onPress={onRemove} />
      </div>
      <div className="flex flex-col gap-5">
        <Pair>
          <DateField
            label={t('onboarding.from')}
            max={today}
            value={competition.start_date || null}
            onChange={(next) => onChange({ ...competition, start_date: next ?? '' })}
          />
          <DateField
            label={t('onboarding.to')}
            max={today}
            min={competition.start_date || undefined}
            value={competition.end_date}
            onChange={(next) => onChange({ ...competition, end_date: next })}
            error={endsEarly(competition) ? t('onboarding.daysOrder') : undefined}
          />
        </Pair>
        <WeightField
          label={t('onboarding.total')}
          value={competition.total}
          onChange={(next) => onChange({ ...competition, total: next })}
          unit={units}
          unitLabel={t('common.unit')}
        />
        <div>
          <p className="mb-2 font-medium text-13">
            {t('onboarding.attempts')} ({units})
          </p>
          <div className="flex flex-col gap-3">
            {LIFTS.map((lift) => (
              <div key={lift}>
                <p className="mb-1 text-13 text-mute">{t(`common.lifts.${lift}`)}</p>
                <div className="grid grid-cols-3 gap-2">
                  {NUMBERS.map((at) => {
                    const attempt = find(lift, at);
                    const name = { lift: t(`common.lifts.${lift}`), number: at };
                    return (
                      <div key={at} className="flex flex-col gap-1">
                        <InlineNumber
                          label={t('onboarding.attempt', name)}
                          value={attempt?.weight.value}
                          locale={locale}
                          range={WEIGHT}
                          onChange={(value) =>
                            put(
                              lift,
                              at,
                              value === undefined
                                ? undefined
                                : {
                                    lift,
                                    number: at,
                                    weight: { value, unit: attempt?.weight.unit ?? units },
                                    good: attempt?.good ?? true,
                                  },
                            )
                          }
                        />
                        {attempt ? (
                          <ToggleButton
                            isSelected={attempt.good}
                            onChange={(good) => put(lift, at, { ...attempt, good })}
                            aria-label={t('onboarding.toggleGood', {
                              ...name,
                              state: t(attempt.good ? 'onboarding.good' : 'onboarding.noLift'),
                            })}
                            className="inline-flex min-h-11 items-center justify-center gap-1.5 rounded-field text-13 text-red data-selected:text-green"
                          >
                            <Icon name={attempt.good ? 'check' : 'close'} size={14} />
                            {t(attempt.good ? 'onboarding.good' : 'onboarding.noLift')}
                          </ToggleButton>
                        ) : null}
                      </div>
                    );
                  })}
                </div>
              </div>
            ))}
          </div>
        </div>
      </div>
    </Card>
  );
}
