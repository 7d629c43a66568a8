import { useTranslation } from 'react-i18next';
import { useGymWords } from '@/features/gyms/use-gym-words';
import { useLoadWords } from '@/features/plates/use-load-words';
import type { usePlace } from '@/features/plates/use-loading';
import type { GymMachine, Weight } from '@/shared/api/contract';
import { SelectField } from '@/shared/design/select-field';
import { Sheet } from '@/shared/design/sheet';
import { DrawnLoad } from '@/shared/training/drawn-load';
import { type Loaded, nearestOf } from '@/shared/training/gym-loading';
import { NearChoices } from '@/shared/training/near-choices';

interface Props {
  place: ReturnType<typeof usePlace>;
  machine: GymMachine;
  loading: Loaded;
  isOpen: boolean;
  onClose: () => void;
  onTake: (weight: Weight) => void;
}

/** The bar of the set in hand, large: where one is, which bar it is, and what can be loaded instead. */
export function PlatesSheet({ place, machine, loading, isOpen, onClose, onTake }: Props) {
  const { t } = useTranslation();
  const { machineName } = useGymWords();
  const words = useLoadWords();
  const { gym, gyms, isOwn, set } = place;
  const load = nearestOf(loading);
  const near = loading && words.near(loading);
  const bars = gym.machines.filter(({ machine_type }) => machine_type === 'barbell');
  return (
    <Sheet title={t('tools.plates.title')} isOpen={isOpen} onClose={onClose} closeLabel={t('common.close')}>
      {load ? (
        <div className="mb-5">
          <DrawnLoad machine={machine} load={load} label={words.said(load, machine)} />
          <p aria-hidden="true" className="mt-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <b className="num text-28">{words.plates(load) || t('workout.emptyBar')}</b>
            <span className="text-13 text-mute">{t('workout.aSide', { bar: words.weight(machine.start_weight) })}</span>
          </p>
          {near ? <NearChoices {...near} onTake={({ total }) => onTake(total)} /> : null}
        </div>
      ) : null}
      <div className="flex flex-col gap-4">
        {isOwn ? (
          <SelectField
            label={t('tools.plates.gym')}
            value={gym.inventory_id}
            onChange={(gymId) => set({ gymId, machineId: undefined })}
            options={gyms.map(({ inventory_id, name }) => ({ value: inventory_id, label: name }))}
          />
        ) : null}
        {bars.length > 1 ? (
          <SelectField
            label={t('tools.plates.machine')}
            value={machine.machine_id}
            onChange={(machineId) => set({ machineId })}
            options={bars.map((bar) => ({ value: bar.machine_id, label: machineName(bar) }))}
          />
        ) : null}
      </div>
      {isOwn ? null : <p className="text-13 text-mute">{t('workout.usualPlates')}</p>}
    </Sheet>
  );
}
