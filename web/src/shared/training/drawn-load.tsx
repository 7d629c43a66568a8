import type { GymMachine } from '@/shared/api/contract';
import { PlateBar } from '@/shared/design/plate-bar';
import { WeightStack } from '@/shared/design/weight-stack';
import { type Load, pinOf } from './gym-loading';

interface Props {
  machine: GymMachine;
  load: Load;
  /** What it says to who does not see it. */
  label: string;
  /** Beside a stack: where its pin is. */
  children?: React.ReactNode;
}

/** A loading as it looks: plates on a sleeve, or the pin in a stack. */
export function DrawnLoad({ machine, load, label, children }: Props) {
  const pin = pinOf(machine, load);
  if (!pin) return <PlateBar big plates={load.perSide} label={label} />;
  return (
    <div className="flex items-end gap-7">
      <WeightStack taken={pin.taken} count={pin.count} label={label} />
      {children}
    </div>
  );
}
