interface Props {
  /** How many of its plates the pin takes. */
  taken: number;
  count: number;
  label: string;
}

const HEIGHT = 122;
const MAX_PLATE = 8;

/** The plates of a stack; those above the pin are lifted. */
export function WeightStack({ taken, count, label }: Props) {
  const plate = Math.min(MAX_PLATE, HEIGHT / Math.max(count, 1) - 1);
  return (
    <div role="img" aria-label={label} className="flex w-28 flex-col gap-px">
      {Array.from({ length: count }, (_, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the plates of a stack differ only by place
          key={at}
          className={`relative block rounded-[2px] ${at < taken ? 'bg-text' : 'bg-edge'}`}
          style={{ height: plate }}
        >
          {at === taken - 1 ? (
            <i className="absolute top-1/2 -right-3 block size-2.5 -translate-y-1/2 rounded-full bg-act" />
          ) : null}
        </span>
      ))}
    </div>
  );
}
