import { useTranslation } from 'react-i18next';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { useFreshness } from '@/features/freshness/use-freshness';
import { useGymWords } from '@/features/gyms/use-gym-words';
import { usePrefs } from '@/features/gyms/use-prefs';
import { Page } from '@/shared/design/page';
import { PageTabs } from '@/shared/design/page-tabs';
import { Skeleton } from '@/shared/design/states';
import { SwitchField } from '@/shared/design/switch-field';
import { Calculator } from './calculator';
import { usePlace } from './use-loading';

/** A weight, and the plates that make it up, with what this gym has. */
export function PlatesPage() {
  const { t } = useTranslation();
  const words = useGymWords();
  const freshness = useFreshness('equipment_prefs', usePrefs(), 'me');
  const place = usePlace();
  const { choice, set, loaded } = place;
  return (
    <Page title={t('tools.plates.title')}>
      <PageTabs label={t('tools.title')} tabs={words.tabs} />
      <StaleBanner freshness={freshness} />
      {loaded ? <Calculator place={place} /> : <Skeleton label={t('common.loading')} first="h-14" rows={2} />}
      <div className="mt-6 border-line border-t pt-3">
        <SwitchField
          label={t('tools.plates.count')}
          hint={t('tools.plates.countHint')}
          value={choice.counted === true}
          onChange={(counted) => set({ counted })}
        />
      </div>
    </Page>
  );
}
