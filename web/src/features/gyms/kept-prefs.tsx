import { useTranslation } from 'react-i18next';
import { KeptVersions } from '@/features/conflict/kept-versions';
import type { EquipmentPrefsView } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { changePrefs } from './change-prefs';
import { useGymWords } from './use-gym-words';

/** What was said of gyms and not taken, to come back to. */
export function KeptPrefs({ view }: { view: EquipmentPrefsView }) {
  const { t } = useTranslation();
  const words = useGymWords();
  return (
    <KeptVersions<EquipmentPrefsView>
      kind="equipment_prefs"
      id="me"
      now={view}
      bodyOf={(value) => value.prefs}
      factsOf={({ prefs }) => prefs.inventories.map((gym) => ({ what: gym.name, is: words.contents(gym) }))}
      warning={t('tools.gyms.keptContent')}
      onTake={(value) => changePrefs(view, value.prefs).then(() => announce(t('queue.kept.taken')))}
    />
  );
}
