import { Button } from '@/shared/design/button';
import type { Load } from './gym-loading';

interface Props {
  /** Why there is something to choose. */
  text: string;
  choices: { load: Load; total: string; off: string }[];
  onTake: (load: Load) => void;
}

/** What comes nearest where nothing is exact: each with what it misses, one tap to take it. */
export function NearChoices({ text, choices, onTake }: Props) {
  return (
    <div className="mt-4">
      <p className="text-15">{text}</p>
      <div className="mt-2 grid grid-cols-2 gap-3">
        {choices.map(({ load, total, off }) => (
          <Button key={total} kind="ghost" onPress={() => onTake(load)} className="flex-col gap-0! py-2">
            <span className="num text-22">{total}</span>
            <span className="font-normal text-13 text-mute">{off}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}
