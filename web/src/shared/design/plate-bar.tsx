/** Competition colours; pounds take the colour of the plate of the same place. */
const LOOKS: Record<number, { color: string; height: number; width: number; edge?: boolean }> = {
  25: { color: '#D8352A', height: 74, width: 15 },
  20: { color: '#2463D1', height: 74, width: 14 },
  15: { color: '#F2C230', height: 64, width: 13 },
  10: { color: '#2F9E57', height: 54, width: 12 },
  5: { color: '#F4F2EC', height: 36, width: 10, edge: true },
  2.5: { color: '#101214', height: 28, width: 9, edge: true },
  1.25: { color: '#8E9499', height: 22, width: 8 },
  45: { color: '#2463D1', height: 74, width: 15 },
  35: { color: '#F2C230', height: 64, width: 13 },
};

/** One sleeve of the bar with its plates, heaviest inside. */
export function PlateBar({ perSide, label }: { perSide: number[]; label: string }) {
  return (
    <div role="img" aria-label={label} className="flex h-19 items-center gap-0.75">
      <span className="h-1.75 w-8.5 rounded-[2px] bg-edge" />
      {perSide.map((plate, at) => {
        const look = LOOKS[plate] ?? { color: '#8E9499', height: 30, width: 9 };
        return (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: equal plates differ only by place
            key={`${plate}-${at}`}
            className="block animate-[slide-on_160ms_var(--ease-out)] rounded-mark border"
            style={{
              background: look.color,
              height: look.height,
              width: look.width,
              borderColor: look.edge ? 'var(--edge)' : 'var(--plate-edge)',
            }}
          />
        );
      })}
      <span className="h-1.75 flex-1 rounded-[2px] bg-edge" />
    </div>
  );
}
