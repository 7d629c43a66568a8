import { useMemo } from 'react';
import { usePrefs } from '@/features/gyms/use-prefs';
import type { Gym, GymMachine, Weight } from '@/shared/api/contract';
import { usePreferences } from '@/shared/lib/preferences';
import { type Loaded, loadIn } from '@/shared/training/gym-loading';
import { usualGym } from '@/shared/training/usual-gym';
import { useToolsChoice } from './use-tools-choice';

export interface Place {
  gym: Gym;
  /** Said by the athlete, not only usual. */
  isOwn: boolean;
  /** All that there are to choose from. */
  gyms: Gym[];
  machine: GymMachine | undefined;
}

/** Where this device is, and which bar or machine is loaded there. `barbell`: only that is asked for. */
export function usePlace({ barbell = false } = {}): Place & ReturnType<typeof useToolsChoice> {
  const { units } = usePreferences();
  const prefs = usePrefs();
  const { view } = prefs;
  const tools = useToolsChoice();
  const { gymId, machineId } = tools.choice;
  const place = useMemo(() => {
    const own = view.prefs.inventories;
    const gyms = own.length > 0 ? own : [usualGym(units)];
    const gym = gyms.find(({ inventory_id }) => inventory_id === gymId) ?? (gyms[0] as Gym);
    const fits = gym.machines.filter(({ machine_type }) => !barbell || machine_type === 'barbell');
    const bar = fits.find(({ machine_type }) => machine_type === 'barbell');
    const machine = fits.find(({ machine_id }) => machine_id === machineId) ?? bar ?? fits[0];
    return { gym, gyms, isOwn: own.length > 0, machine };
  }, [view, units, gymId, machineId, barbell]);
  return { ...place, ...tools, loaded: tools.loaded && prefs.loaded };
}

/** The plates for a weight there; null where nothing can be said. */
export function useLoading({ gym, machine }: Pick<Place, 'gym' | 'machine'>, target: Weight | undefined): Loaded {
  const [value, unit] = [target?.value, target?.unit];
  return useMemo(
    () => (machine && value !== undefined && unit ? loadIn(gym, machine, { value, unit }) : null),
    [gym, machine, value, unit],
  );
}
