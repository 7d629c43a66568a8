import { QueryClient } from '@tanstack/react-query';

/** Only for what is not kept on the device: the list of sessions, the mailbox, what others share. */
export const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: true, networkMode: 'always' } },
});
