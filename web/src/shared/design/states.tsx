import { Button } from './button';
import { Icon, type IconName } from './icon';

/** Says what will be here and offers the first step. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName;
  title: string;
  text: string;
  children?: React.ReactNode;
}) {
  return (
    <div className="flex flex-col items-start rounded-card border border-line bg-s1 px-5 py-6">
      <span className="mb-4 grid size-13 place-items-center rounded-action bg-s2">
        <Icon name={icon} size={26} className="text-mute" />
      </span>
      <h2 className="text-22">{title}</h2>
      <p className="mt-1.5 max-w-prose text-mute">{text}</p>
      {children ? <div className="mt-5 flex flex-wrap gap-3">{children}</div> : null}
    </div>
  );
}

/** Says what happened, what is safe, what to do. */
export function ErrorState({
  title,
  text,
  retryLabel,
  onRetry,
}: {
  title: string;
  text: string;
  retryLabel: string;
  onRetry: () => void;
}) {
  return (
    <div role="alert" className="flex flex-col items-start rounded-card border border-line bg-s1 px-5 py-6">
      <span className="mb-4 grid size-13 place-items-center rounded-action bg-s2">
        <Icon name="alert" size={26} className="text-red" />
      </span>
      <h2 className="text-22">{title}</h2>
      <p className="mt-1.5 mb-5 max-w-prose text-mute">{text}</p>
      <Button kind="ghost" size="small" onPress={onRetry}>
        {retryLabel}
      </Button>
    </div>
  );
}

/** Keeps the layout while something loads; shows itself only after 200 ms. */
export function Skeleton({ label, rows = 3, first = 'h-48' }: { label: string; rows?: number; first?: string }) {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{label}</span>
      <div aria-hidden="true" className={`skeleton ${first}`} />
      {Array.from({ length: rows - 1 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={row} aria-hidden="true" className="skeleton h-16" />
      ))}
    </div>
  );
}
