import { useQuery } from '@tanstack/react-query';
import type { Mail } from '@/shared/api/contract';
import { queries } from '@/shared/lib/queries';

const TIMEOUT_MS = 10_000;

/** Null where this instance has no mailbox page: it sends real mail, or does not show it to us. */
async function readMailbox(to: string, code: string): Promise<Mail[] | null> {
  const query = new URLSearchParams();
  if (to) query.set('to', to);
  const answer = await fetch(`/mailbox/messages?${query}`, {
    // Never in the address: those are logged.
    headers: code ? { 'x-taper-mailbox-code': code } : {},
    signal: AbortSignal.timeout(TIMEOUT_MS),
    cache: 'no-store',
  });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`mailbox ${answer.status}`);
  const body = (await answer.json()) as { items: Mail[] };
  return body.items;
}

/** `code` is the code printed at start-up, for those who are not on the machine itself. */
export function useMailbox(to: string, code = '') {
  return useQuery(
    {
      queryKey: ['mailbox', to, code],
      queryFn: () => readMailbox(to, code),
      refetchInterval: 4_000,
      retry: 1,
    },
    queries,
  );
}
