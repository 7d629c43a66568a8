export function Card({ children, className = '' }: { children: React.ReactNode; className?: string }) {
  return <div className={`rounded-card border border-line bg-s1 px-4.5 py-4 ${className}`}>{children}</div>;
}

/** A list of rows on one card, parted by hairlines. */
export function CardList({ children, label }: { children: React.ReactNode; label?: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-line overflow-hidden rounded-card border border-line bg-s1">
      {children}
    </ul>
  );
}
