export interface WeekBar {
  /** Planned load, any scale. */
  load: number;
  state: 'done' | 'now' | 'ahead';
}

interface Props {
  weeks: WeekBar[];
  label: string;
  /** The bars are the hero of a card, or a line in a list. */
  height?: number;
}

const LOOKS: Record<WeekBar['state'], string> = {
  done: 'bg-act',
  now: 'border-2 border-act',
  ahead: 'bg-s2',
};

/** The weeks that swell and taper to the red line of the day. */
export function WeekBars({ weeks, label, height = 66 }: Props) {
  const most = Math.max(...weeks.map((week) => week.load), 1);
  return (
    <div role="img" aria-label={label} className="flex items-end gap-1" style={{ height }}>
      {weeks.map((week, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
          key={at}
          className={`min-w-0.5 flex-1 origin-bottom animate-[fill_200ms_ease-out] rounded-mark ${LOOKS[week.state]}`}
          style={{ height: `${Math.max(6, (week.load / most) * 92)}%` }}
        />
      ))}
      <span className="h-full w-1 shrink-0 rounded-mark bg-red" />
    </div>
  );
}
