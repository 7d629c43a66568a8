import { lazy, Suspense, useState } from 'react';
import { needsInstall } from '@/features/account/needs-install';
import { allTexts } from '@/shared/i18n/language';

/** Set once it was put off; from then on it stands on the page Me alone. */
const KEY = 'taper.install';

// Read only where it is needed; where it does not come, the page Me still says it.
const InstallNotice = lazy(() =>
  Promise.all([import('@/features/account/install-notice'), allTexts()]).then(
    ([{ InstallNotice }]) => ({ default: InstallNotice }),
    () => ({ default: () => null }),
  ),
);

/** On Today, for those whose browser forgets: before anything is lost, not after. */
export function InstallBanner() {
  const [isTold, setTold] = useState(() => needsInstall() && localStorage.getItem(KEY) === null);
  if (!isTold) return null;
  const later = () => {
    localStorage.setItem(KEY, 'later');
    setTold(false);
  };
  return (
    <div className="page-margin mx-auto w-full max-w-160 lg:pt-4">
      <Suspense>
        <InstallNotice onLater={later} />
      </Suspense>
    </div>
  );
}
