import { useTranslation } from 'react-i18next';
import type { Gym, GymMachine } from '@/shared/api/contract';
import { useFormat } from '@/shared/lib/use-format';

/** What gyms and their machines are called. */
export function useGymWords() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const typeName = (type: GymMachine['machine_type']) => t(`tools.types.${type}`);
  const weight = ({ value, unit }: GymMachine['start_weight']) => `${number(value)}\u00a0${unit}`;
  return {
    typeName,
    weight,
    /** Its name, or what it is; with the weight it begins at, which tells one bar from the other. */
    machineName: ({ name, machine_type, start_weight }: GymMachine) =>
      `${name || typeName(machine_type)}, ${weight(start_weight)}`,
    contents: ({ machines, plates }: Gym) =>
      [
        t('tools.gyms.machineCount', { count: machines.length }),
        t('tools.gyms.pairCount', { count: plates.reduce((sum, { pairs }) => sum + pairs, 0) }),
      ].join(' · '),
    tabs: [
      { to: '/tools', name: t('tools.tabs.plates') },
      { to: '/tools/machines', name: t('tools.tabs.machines') },
      { to: '/tools/gyms', name: t('tools.tabs.gyms') },
    ] as const,
  };
}
