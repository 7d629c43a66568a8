import { useRef, useState } from 'react';

interface Action<Input> {
  run: (input: Input, after?: () => unknown) => Promise<void>;
  isPending: boolean;
  isSuccess: boolean;
  error: unknown;
}

type State = Pick<Action<never>, 'isPending' | 'isSuccess' | 'error'>;

/** One thing asked of the server by a person: under way, done, or failed. A second press while it is under way is nothing. */
export function useAction<Input>(work: (input: Input) => Promise<void>): Action<Input> {
  const [state, setState] = useState<State>({ isPending: false, isSuccess: false, error: null });
  const busy = useRef(false);
  const run = async (input: Input, after?: () => unknown) => {
    if (busy.current) return;
    busy.current = true;
    setState({ isPending: true, isSuccess: false, error: null });
    try {
      await work(input);
      setState({ isPending: false, isSuccess: true, error: null });
      await after?.();
    } catch (error) {
      setState({ isPending: false, isSuccess: false, error });
    } finally {
      busy.current = false;
    }
  };
  return { ...state, run };
}
