import { useTranslation } from 'react-i18next';
import type { Plan } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Pill } from '@/shared/design/button';
import { toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { useKept } from '@/sync/kept';
import { editPlan } from './edit-plan';

/** The sides not taken in earlier conflicts, to come back to. */
export function KeptVersions({ plan, onTaken }: { plan: Plan; onTaken: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const kept = useKept<Plan>('plan', plan.plan_id);
  if (kept.length === 0) return null;
  const take = (value: Plan) =>
    editPlan({ ...value, plan_id: plan.plan_id })
      .then(() => {
        announce(t('plan.edit.saved'));
        onTaken();
      })
      .catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  return (
    <section className="border-line border-t pt-4">
      <h3 className="text-17">{t('plan.kept.title')}</h3>
      <p className="mt-1 text-13 text-mute">{t('plan.kept.text')}</p>
      <ul className="mt-2">
        {kept.map((one) => (
          <li key={one.until.getTime()} className="flex min-h-14 items-center justify-between gap-3">
            <span className="text-13 text-mute">
              {one.value.name ?? t('plan.untitled')} ·{' '}
              {t('plan.kept.until', { day: format.day(toDay(one.until), 'numeric') })}
            </span>
            <Pill onPress={() => take(one.value)}>{t('plan.kept.take')}</Pill>
          </li>
        ))}
      </ul>
    </section>
  );
}
