import { Icon, type IconName } from './icon';

const TONES = { info: 'text-blue', good: 'text-green', waiting: 'text-yellow', error: 'text-red' } as const;

interface Props {
  tone?: keyof typeof TONES;
  icon?: IconName;
  children: React.ReactNode;
  action?: React.ReactNode;
}

/** One line of news about the page, with at most one thing to do. */
export function Banner({ tone = 'waiting', icon = 'alert', children, action }: Props) {
  return (
    <div
      role="status"
      className="mb-3 flex items-center gap-3 rounded-action border border-line bg-s1 py-2 pr-2 pl-4 text-13"
    >
      <Icon name={icon} size={18} className={TONES[tone]} />
      <p className="min-w-0 flex-1 py-1.5">{children}</p>
      {action}
    </div>
  );
}
