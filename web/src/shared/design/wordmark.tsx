/** The wedge: a load that narrows towards the day. */
export function Wedge({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 26 22" width={size} height={(size * 22) / 26} className="text-act">
      <path d="M1 2h24L15.5 20h-5z" fill="currentColor" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5 font-[750] font-display text-17">
      <Wedge />
      Taper
    </span>
  );
}
