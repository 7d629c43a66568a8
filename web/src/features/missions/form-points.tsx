import { useTranslation } from 'react-i18next';
import { IconButton, Pill } from '@/shared/design/button';
import { InlineNumber } from '@/shared/design/inline-number';
import { SelectField } from '@/shared/design/select-field';
import { SwitchField } from '@/shared/design/switch-field';
import { MAX_BONUSES } from '@/shared/lib/limits';
import { useFormat } from '@/shared/lib/use-format';
import type { FormPart } from './form-part';
import { type Bonus, FEATS, type Feat, POINTS, RIDE_MODES, STAGE_TYPES, THRESHOLD } from './mission-form';

/** What a stage pays, by what it is and how it was ridden, and what rows of them pay besides. */
export function FormPoints({ form, set, findings }: FormPart) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="mission-points" className="flex flex-col gap-4">
      <h2 id="mission-points" className="text-17">
        {t('missions.points.title')}
      </h2>
      <SwitchField
        label={t('missions.points.counts')}
        hint={t('missions.points.countsHint')}
        value={form.counts}
        onChange={(counts) => set({ counts })}
      />
      {form.counts ? (
        <>
          <PointsTable form={form} set={set} findings={findings} />
          <Bonuses form={form} set={set} findings={findings} />
        </>
      ) : null}
    </section>
  );
}

function PointsTable({ form, set }: FormPart) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  return (
    <table className="w-full table-fixed border-separate border-spacing-x-1.5 border-spacing-y-1.5">
      <caption className="sr-only">{t('missions.points.title')}</caption>
      <thead>
        <tr className="text-12 text-mute">
          <th scope="col" className="w-[31%] text-left font-normal">
            {t('missions.points.stage')}
          </th>
          {RIDE_MODES.map((mode) => (
            <th key={mode} scope="col" className="hyphens-auto px-0.5 font-normal">
              {t(`missions.modes.${mode}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {STAGE_TYPES.map((type) => (
          <tr key={type}>
            <th scope="row" className="hyphens-auto text-left font-normal text-15">
              {t(`missions.types.${type}`)}
            </th>
            {RIDE_MODES.map((mode) => (
              <td key={mode}>
                <InlineNumber
                  label={t('missions.points.pays', {
                    type: t(`missions.types.${type}`),
                    mode: t(`missions.modes.${mode}`),
                  })}
                  value={form.points[type]?.[mode]}
                  locale={locale}
                  range={POINTS}
                  className="min-h-11"
                  onChange={(paid) => {
                    const { [mode]: _, ...others } = form.points[type] ?? {};
                    const pays = paid === undefined ? others : { ...others, [mode]: paid };
                    set({ points: { ...form.points, [type]: pays } });
                  }}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bonuses({ form, set, findings }: FormPart) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const { bonuses } = form;
  const put = (at: number, part: Partial<Bonus>) =>
    set({ bonuses: bonuses.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  return (
    <div>
      <h3 className="text-15">{t('missions.points.bonuses')}</h3>
      <p className="mt-1 mb-2 text-13 text-mute">{t('missions.points.bonusesHint')}</p>
      <ol className="flex flex-col gap-2">
        {bonuses.map((bonus, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a bonus is its place until it is whole
            key={at}
            className="grid grid-cols-[4rem_minmax(0,1fr)_4rem_2.75rem] items-center gap-2"
          >
            <InlineNumber
              label={t('missions.points.threshold', { number: at + 1 })}
              value={bonus.threshold}
              locale={locale}
              range={THRESHOLD}
              onChange={(threshold) => put(at, { threshold })}
            />
            <SelectField<Feat>
              label={t('missions.points.feat', { number: at + 1 })}
              hideLabel
              value={bonus.feat}
              onChange={(feat) => put(at, { feat })}
              options={FEATS.map((feat) => ({ value: feat, label: t(`missions.feats.${feat}`) }))}
            />
            <InlineNumber
              label={t('missions.points.bonusPoints', { number: at + 1 })}
              value={bonus.points}
              locale={locale}
              range={POINTS}
              onChange={(points) => put(at, { points })}
            />
            <IconButton
              icon="trash"
              label={t('missions.points.removeBonus', { number: at + 1 })}
              onPress={() => set({ bonuses: bonuses.filter((_, place) => place !== at) })}
            />
          </li>
        ))}
      </ol>
      {findings.has('bonuses') ? (
        <p role="alert" className="mt-2 text-13 text-red">
          {t('missions.points.bonusOpen')}
        </p>
      ) : null}
      <Pill
        className="mt-3"
        isDisabled={bonuses.length >= MAX_BONUSES}
        onPress={() => set({ bonuses: [...bonuses, { feat: 'gc' }] })}
      >
        + {t('missions.points.addBonus')}
      </Pill>
    </div>
  );
}
