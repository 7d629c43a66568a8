import { lazy, Suspense } from 'react';
import { allTexts } from '@/shared/i18n/language';
import { useSyncStatus } from '@/sync/status';

interface Props {
  planId: string | undefined;
  workoutId: string;
}

// Read only where something was refused; where it does not come, the pill and the queue still say it.
const OpenQuestion = lazy(() =>
  Promise.all([import('./open-question'), allTexts()]).then(
    ([{ OpenQuestion }]) => ({ default: OpenQuestion }),
    () => ({ default: () => null }),
  ),
);

/** Before a planned workout is begun: that two versions of it wait for a choice. */
export function DisputedNotice(props: Props) {
  const { refused } = useSyncStatus();
  return refused > 0 ? (
    <Suspense>
      <OpenQuestion {...props} />
    </Suspense>
  ) : null;
}
