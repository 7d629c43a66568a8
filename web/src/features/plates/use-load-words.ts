import { useTranslation } from 'react-i18next';
import { useGymWords } from '@/features/gyms/use-gym-words';
import type { GymMachine, Weight } from '@/shared/api/contract';
import { useFormat } from '@/shared/lib/use-format';
import { grouped, type Load, type Loaded, pinOf } from '@/shared/training/gym-loading';

/** How a loading is said. */
export function useLoadWords() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { weight, machineName } = useGymWords();
  const mark = (plate: Weight, unit: Weight['unit']) => (plate.unit === unit ? number(plate.value) : weight(plate));
  // The unit is said where the plates are not of that beside them: the gym's own, or the athlete's.
  const plates = ({ perSide, total }: Load, unit = total.unit) => perSide.map((plate) => mark(plate, unit)).join(' · ');
  const offOf = (load: Load) => `${number(load.off)}\u00a0${load.total.unit}`;
  const side = (machine: GymMachine) => t(machine.sides === 1 ? 'tools.plates.onOne' : 'tools.plates.aSide');
  return {
    weight,
    plates,
    side,
    /** "100 kg: 25 and 15 a side", for who does not see it drawn. */
    said: (load: Load, machine: GymMachine) => {
      const total = weight(load.total);
      const parts = grouped(load.perSide).map(({ weight: plate, count }) =>
        count > 1 ? `${count} × ${mark(plate, load.total.unit)}` : mark(plate, load.total.unit),
      );
      if (parts.length === 0) return t('tools.plates.empty', { total, machine: machineName(machine) });
      return t('tools.plates.said', { total, plates: parts.join(', '), side: side(machine) });
    },
    /** Where the pin of a stack is; nothing of what has none. */
    pin: (load: Load, machine: GymMachine) => {
      const pin = pinOf(machine, load);
      if (!pin) return null;
      const at = t('tools.plates.pin', { at: pin.taken, count: pin.count, plate: weight(pin.plate) });
      const onTop = grouped(pin.onTop)
        .map((one) => (one.count > 1 ? `${one.count} × ${weight(one.weight)}` : weight(one.weight)))
        .join(' · ');
      return { at, onTop: onTop && t('tools.plates.onTop', { plates: onTop }) };
    },
    /** Where nothing is exact: why, and what comes nearest. */
    near: (loaded: NonNullable<Loaded>) => {
      if (loaded.exact) return null;
      const { below, above } = loaded;
      const choices = [
        below && { load: below, total: weight(below.total), off: t('tools.plates.below', { off: offOf(below) }) },
        above && { load: above, total: weight(above.total), off: t('tools.plates.above', { off: offOf(above) }) },
      ];
      return {
        text: t(below ? 'tools.plates.inexact' : 'tools.plates.underBar'),
        choices: choices.filter((choice) => choice !== null),
      };
    },
  };
}
