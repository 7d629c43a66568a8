import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ObjectNotices } from '@/features/conflict/object-notices';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import { useFreshness } from '@/features/freshness/use-freshness';
import { announce } from '@/shared/design/announcer';
import { buttonClass } from '@/shared/design/button-class';
import { CardList } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { Page } from '@/shared/design/page';
import { PageTabs } from '@/shared/design/page-tabs';
import { Segmented } from '@/shared/design/segmented';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { MAX_GYMS } from '@/shared/lib/limits';
import { changePrefs } from './change-prefs';
import { NEW_GYM } from './gym-form';
import { KeptPrefs } from './kept-prefs';
import { useGymWords } from './use-gym-words';
import { useNewId } from './use-new-id';
import { usePrefs } from './use-prefs';

/** Where somebody trains, and what is there to load. */
export function GymsPage() {
  const { t } = useTranslation();
  const read = usePrefs();
  const freshness = useFreshness('equipment_prefs', read, 'me');
  const words = useGymWords();
  const fresh = useNewId(NEW_GYM);
  const { view, loaded } = read;
  const { inventories, default_unit } = view.prefs;
  const full = inventories.length >= MAX_GYMS;
  const isEmpty = loaded && inventories.length === 0 && !freshness.unread;
  const add = (
    <Link to="/tools/gyms/$gymId" params={{ gymId: fresh }} className={buttonClass('action', 'small')}>
      {t('tools.gyms.add')}
    </Link>
  );
  return (
    <Page title={t('tools.gyms.title')} lead={t('tools.gyms.lead')} actions={isEmpty || full ? null : add}>
      <PageTabs label={t('tools.title')} tabs={words.tabs} />
      <StaleBanner freshness={freshness} />
      <ObjectNotices kind="equipment_prefs" read={read} />
      {!loaded ? (
        <Skeleton label={t('common.loading')} first="h-20" rows={2} />
      ) : inventories.length > 0 ? (
        <CardList label={t('tools.gyms.title')}>
          {inventories.map((gym) => (
            <li key={gym.inventory_id}>
              <Link
                to="/tools/gyms/$gymId"
                params={{ gymId: gym.inventory_id }}
                className="flex min-h-18 items-center gap-4 px-4.5 py-3 transition-colors hover:bg-s2"
              >
                <span className="min-w-0 flex-1">
                  <span className="block hyphens-auto break-words font-semibold">{gym.name}</span>
                  <span className="block text-13 text-mute">{words.contents(gym)}</span>
                </span>
                <Icon name="forward" size={18} className="text-mute" />
              </Link>
            </li>
          ))}
        </CardList>
      ) : freshness.unread ? (
        <UnreadState freshness={freshness} />
      ) : (
        <EmptyState icon="train" title={t('tools.gyms.empty.title')} text={t('tools.gyms.empty.text')}>
          {add}
        </EmptyState>
      )}
      {full ? <p className="mt-3 text-13 text-mute">{t('tools.gyms.full', { count: MAX_GYMS })}</p> : null}
      <div className="mt-6 flex flex-col gap-6">
        <Segmented
          label={t('tools.gyms.defaultUnit')}
          value={default_unit}
          onChange={(unit) =>
            changePrefs(view, { default_unit: unit }).catch(() =>
              announce(t('common.storage.failed'), { tone: 'error' }),
            )
          }
          options={[
            { value: 'kg', label: 'kg' },
            { value: 'lb', label: 'lb' },
          ]}
        />
        <KeptPrefs view={view} />
      </div>
    </Page>
  );
}
