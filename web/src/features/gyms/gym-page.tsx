import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ObjectNotices } from '@/features/conflict/object-notices';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { useFreshness } from '@/features/freshness/use-freshness';
import type { EquipmentPrefsView, Gym } from '@/shared/api/contract';
import { BackLink } from '@/shared/design/back-link';
import { Page } from '@/shared/design/page';
import { Skeleton } from '@/shared/design/states';
import { newId } from '@/shared/lib/ids';
import { usualMachine } from '@/shared/training/usual-gym';
import { GymEditor } from './gym-editor';
import { useGymWords } from './use-gym-words';
import { usePrefs } from './use-prefs';

/** One gym: its name and unit, its bars and machines, its plates. One that is not there yet is made under this id. */
export function GymPage() {
  const { t } = useTranslation();
  const { gymId } = useParams({ from: '/home/tools/gyms/$gymId' });
  const read = usePrefs();
  const freshness = useFreshness('equipment_prefs', read, 'me');
  const { contents } = useGymWords();
  const { view, loaded } = read;
  const gym = view.prefs.inventories.find(({ inventory_id }) => inventory_id === gymId);
  const back = <BackLink to="/tools/gyms" />;
  return (
    <Page title={gym?.name || t('tools.gyms.new')} lead={gym ? contents(gym) : t('tools.gyms.lead')} back={back}>
      <StaleBanner freshness={freshness} />
      <ObjectNotices kind="equipment_prefs" read={read} />
      {!loaded || freshness.unread === 'reading' ? (
        <Skeleton label={t('common.loading')} first="h-14" rows={5} />
      ) : (
        <GymEditor key={gymId} view={view} gym={gym ?? newGym(gymId, view)} isNew={!gym} />
      )}
    </Page>
  );
}

function newGym(inventory_id: string, { prefs: { default_unit: unit } }: EquipmentPrefsView): Gym {
  return { inventory_id, name: '', unit, machines: [usualMachine('barbell', unit, newId())], plates: [] };
}
