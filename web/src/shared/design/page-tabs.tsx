import { Link, type LinkProps } from '@tanstack/react-router';

interface Props {
  label: string;
  tabs: readonly (Pick<LinkProps, 'to'> & { name: string })[];
}

/** Pages that belong together, one tap from each other. */
export function PageTabs({ label, tabs }: Props) {
  return (
    <nav aria-label={label} className="mb-4 flex flex-wrap gap-1 rounded-field border border-line bg-s2 p-0.75">
      {tabs.map(({ to, name }, at) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: at === 0 }}
          className="flex min-h-11 flex-auto basis-[5.5rem] items-center justify-center rounded-[7px] px-2 text-center text-15 text-mute transition-colors hover:text-text aria-[current=page]:bg-text aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
