import { nothingMissing, tellMissing } from './come-again';

// The app begins, in two steps: a slow phone draws, and answers a finger, between them.
void import('react-dom/client')
  .then(() => import('./main'))
  .then(({ start }) => start())
  .then(nothingMissing, (error: unknown) => {
    console.error('the app did not start', error);
    tellMissing();
  });
