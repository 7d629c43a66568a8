import type { Tokens } from '@/shared/api/contract';
import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { signIn } from '@/sync/session';

export interface Credentials {
  email: string;
  password: string;
  stay_signed_in: boolean;
}

export function useSignIn() {
  return useAction(async (credentials: Credentials) => {
    const { data } = await api<Tokens>('/auth/login', { method: 'POST', body: credentials });
    await signIn(data);
  });
}
