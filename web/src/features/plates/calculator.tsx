import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGymWords } from '@/features/gyms/use-gym-words';
import type { Unit } from '@/shared/api/contract';
import { Card } from '@/shared/design/card';
import { SelectField } from '@/shared/design/select-field';
import { nextLoad } from '@/shared/training/gym-loading';
import { LoadCard } from './load-card';
import { useCountQuery } from './use-count-query';
import { useLoading, type usePlace } from './use-loading';

/** What is asked for before anything was. */
const FIRST: Record<Unit, number> = { kg: 100, lb: 225 };

export function Calculator({ place }: { place: ReturnType<typeof usePlace> }) {
  const { t } = useTranslation();
  const words = useGymWords();
  const { gym, gyms, isOwn, machine, choice, set } = place;
  const target = choice.target ?? { value: FIRST[gym.unit], unit: gym.unit };
  const loading = useLoading(place, target);
  useCountQuery(choice.counted === true, machine?.machine_type, choice.target);
  const step = (heavier: boolean) => {
    const next = machine && nextLoad(gym, machine, target, heavier);
    if (next) set({ target: next.total });
  };
  return (
    <>
      <div className="mb-3 grid grid-cols-1 gap-3 sm:grid-cols-2">
        {isOwn ? (
          <SelectField
            label={t('tools.plates.gym')}
            value={gym.inventory_id}
            onChange={(gymId) => set({ gymId, machineId: undefined })}
            options={gyms.map(({ inventory_id, name }) => ({ value: inventory_id, label: name }))}
          />
        ) : null}
        {gym.machines.length > 0 ? (
          <SelectField
            label={t('tools.plates.machine')}
            value={machine?.machine_id}
            onChange={(machineId) => set({ machineId })}
            options={gym.machines.map((one) => ({ value: one.machine_id, label: words.machineName(one) }))}
          />
        ) : null}
      </div>
      {machine ? (
        <LoadCard
          key={`${gym.inventory_id}-${gym.unit}`}
          machine={machine}
          target={target}
          unit={gym.unit}
          loading={loading}
          onTarget={(next) => set({ target: next })}
          onStep={step}
        />
      ) : (
        <Card>
          <p>{t('tools.plates.noMachine')}</p>
        </Card>
      )}
      {isOwn ? null : (
        <Card className="mt-3">
          <p className="font-medium">{t('tools.plates.usual')}</p>
          <p className="mt-1 text-13 text-mute">{t('tools.plates.usualText')}</p>
          <Link
            to="/tools/gyms"
            className="mt-2 inline-flex min-h-11 items-center font-medium text-15 underline underline-offset-4"
          >
            {t('tools.plates.ownGym')}
          </Link>
        </Card>
      )}
    </>
  );
}
