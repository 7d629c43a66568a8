// What cuts a loop's wait short. A loop is at work as often as it waits: what comes then is kept for its next wait.
import { listen } from './channel';
import { pause } from './pause';

export type Wake = 'time' | 'wake' | 'force';

export interface Wakes {
  /** Time passes, something was written, or there is a reason to try again; `only` 'force' ignores mere new writes. */
  wait(ms: number, only: 'any' | 'force'): Promise<Wake>;
  stop(): void;
}

export function listenForWakes(signal: AbortSignal): Wakes {
  let heard: Wake = 'time';
  /** Whether what was heard ends the wait that is going on; null between two waits. */
  let check: (() => void) | null = null;
  const hear = (reason: Wake) => {
    if (heard !== 'force') heard = reason;
    check?.();
  };
  const online = () => hear('force');
  globalThis.addEventListener?.('online', online);
  const stopListening = listen((message) => {
    if (message.type === 'session') hear('force');
    if (message.type === 'wake') hear(message.force ? 'force' : 'wake');
    // Kept for later, it could be the loop's own answer, and two failing loops would drive each other.
    if (message.type === 'contact' && message.ok && check) hear('force');
  });
  return {
    wait: async (ms, only) => {
      const early = new AbortController();
      const ends = () => heard === 'force' || (heard === 'wake' && only === 'any');
      check = () => ends() && early.abort();
      check();
      await pause(ms, AbortSignal.any([signal, early.signal]));
      const reason = ends() ? heard : 'time';
      heard = 'time';
      check = null;
      return reason;
    },
    stop: () => {
      globalThis.removeEventListener?.('online', online);
      stopListening();
    },
  };
}
