import { keepPlace } from './keep-place';
import { usePlans } from './use-plans';

/** What comes back under another id is in its plan still. */
export function useKeepPlace() {
  const plans = usePlans();
  return async (kind: string, objectId: string, newId: string): Promise<void> => {
    if (kind !== 'workout' || objectId === newId) return;
    await keepPlace(
      plans.items.flatMap(({ value }) => value ?? []),
      objectId,
      newId,
    );
  };
}
