// The app begins, in two steps: a slow phone draws, and answers a finger, between them.
void import('react-dom/client').then(() => import('./main')).then(({ start }) => start());
