import type { Login, Tokens } from '@/shared/api/contract';
import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { signIn } from '@/sync/session';

export function useSignIn() {
  return useAction(async (credentials: Login) => {
    const { data } = await api<Tokens>('/auth/login', { method: 'POST', body: credentials });
    await signIn(data);
  });
}
