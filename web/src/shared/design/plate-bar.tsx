import type { Unit, Weight } from '@/shared/api/contract';

interface Look {
  color: string;
  height: number;
  width: number;
  edge?: boolean;
}

const CHROME = '#8E9499';

/** Competition colours; pounds take the colour of the plate of the same place. */
const LOOKS: Record<Unit, Record<number, Look>> = {
  kg: {
    25: { color: '#D8352A', height: 74, width: 15 },
    20: { color: '#2463D1', height: 74, width: 14 },
    15: { color: '#F2C230', height: 64, width: 13 },
    10: { color: '#2F9E57', height: 54, width: 12 },
    5: { color: '#F4F2EC', height: 36, width: 10, edge: true },
    2.5: { color: '#101214', height: 28, width: 9, edge: true },
    1.25: { color: CHROME, height: 22, width: 8 },
  },
  lb: {
    55: { color: '#D8352A', height: 74, width: 15 },
    45: { color: '#2463D1', height: 74, width: 14 },
    35: { color: '#F2C230', height: 64, width: 13 },
    25: { color: '#2F9E57', height: 54, width: 12 },
    10: { color: '#F4F2EC', height: 36, width: 10, edge: true },
    5: { color: '#101214', height: 28, width: 9, edge: true },
    2.5: { color: CHROME, height: 22, width: 8 },
  },
};

/** Plates that no meet has are of bare metal, as large as they are heavy. */
function lookOf({ value, unit }: Weight): Look {
  const share = Math.min(1, value / (unit === 'kg' ? 25 : 55));
  return LOOKS[unit][value] ?? { color: CHROME, height: 18 + 56 * share, width: 7 + 8 * share };
}

interface Props {
  plates: Weight[];
  label: string;
  /** To be read across a room: the calculator's own page. */
  big?: boolean;
}

/** One sleeve of the bar with its plates, heaviest inside. */
export function PlateBar({ plates, label, big = false }: Props) {
  const scale = big ? 1.6 : 1;
  return (
    <div
      role="img"
      aria-label={label}
      className="flex items-center gap-0.75 overflow-hidden"
      style={{ height: 76 * scale }}
    >
      <span className="h-1.75 w-8.5 min-w-2 rounded-[2px] bg-edge" />
      {plates.map((plate, at) => {
        const look = lookOf(plate);
        return (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: equal plates differ only by place
            key={`${plate.value}-${plate.unit}-${at}`}
            className="block min-w-0.75 animate-[slide-on_160ms_var(--ease-out)] rounded-mark border"
            style={{
              background: look.color,
              height: look.height * scale,
              width: look.width * scale,
              borderColor: look.edge ? 'var(--edge)' : 'var(--plate-edge)',
            }}
          />
        );
      })}
      <span className="h-1.75 min-w-2 flex-1 rounded-[2px] bg-edge" />
    </div>
  );
}
