import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useKeptParts } from '@/features/conflict/kept-parts';
import { useNameOf } from '@/features/conflict/use-name';
import { CardList } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { type KeptOfStanding, useKeptOfStanding } from '@/sync/kept-of-standing';
import { placeOf } from './place-of';

/** Where versions that were not taken stand: on the pages of their things. */
export function KeptElsewhere() {
  const { t } = useTranslation();
  const all = useKeptOfStanding();
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="kept-elsewhere" className="mt-7 [&:not(:has(li))]:hidden">
      <h2 id="kept-elsewhere" className="text-17">
        {t('queue.kept.title')}
      </h2>
      <p className="mt-1 mb-3 text-13 text-mute">{t('queue.kept.where')}</p>
      <CardList label={t('queue.kept.title')}>
        {all.map((one) => (
          <Row key={`${one.kind} ${one.objectId}`} one={one} />
        ))}
      </CardList>
    </section>
  );
}

/** Nothing where all of it stands already. */
function Row({ one: { kind, objectId, now, kept } }: { one: KeptOfStanding }) {
  const parts = useKeptParts(kind, kept, now);
  const name = useNameOf()(kind, now);
  const place = placeOf(kind, objectId, now);
  // What is kept of a stage has no place on the page of its mission yet.
  if (parts.length === 0 || !place || kind === 'mission_stage') return null;
  const named = parts.map(({ told }) => told.what || told.differences.map(({ what }) => what).join(', '));
  const to = place.to === '/plan' ? { ...place, search: { ...place.search, details: 'kept' } } : place;
  return (
    <li>
      <Link {...to} className="flex min-h-14 items-center gap-3 px-4.5 py-3 transition-colors hover:bg-s2">
        <span className="min-w-0 flex-1">
          <span className="block hyphens-auto break-words font-medium">{name}</span>
          <span className="block hyphens-auto break-words text-13 text-mute">{[...new Set(named)].join('; ')}</span>
        </span>
        <Icon name="forward" size={18} className="text-mute" />
      </Link>
    </li>
  );
}
