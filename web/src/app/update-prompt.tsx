import { lazy, Suspense, useEffect, useState } from 'react';
import { watchForUpdate } from './service-worker-updates';

// Read only when there is a new build; where it does not come, the next start tells.
const UpdateCard = lazy(() =>
  import('./update-card').then(
    ({ UpdateCard }) => ({ default: UpdateCard }),
    () => ({ default: () => null }),
  ),
);

/** Listens from the first moment: a build that is put in place in another tab takes this one with it. */
export function UpdatePrompt() {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => watchForUpdate(setWaiting), []);
  return <Suspense>{waiting ? <UpdateCard worker={waiting} /> : null}</Suspense>;
}
