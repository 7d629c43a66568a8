export type ButtonKind = 'action' | 'ghost' | 'quiet' | 'warn' | 'danger';
export type ButtonSize = 'big' | 'small';

const KINDS: Record<ButtonKind, string> = {
  action:
    // `primary`: notices keep off it.
    'primary bg-act text-on-act font-[650] not-disabled:hover:opacity-90 disabled:bg-s2 disabled:text-mute disabled:opacity-100',
  ghost: 'border border-edge text-text font-medium hover:bg-s2',
  quiet: 'text-text font-medium hover:bg-s2',
  warn: 'text-red font-medium hover:bg-s2',
  danger: 'border border-red text-red font-medium hover:bg-s2',
};

const SIZES: Record<ButtonSize, string> = {
  big: 'min-h-13 px-5 text-[1rem]',
  small: 'min-h-11 px-4 text-15',
};

/** How a button looks, for buttons and for links that act like one. */
export function buttonClass(kind: ButtonKind = 'action', size: ButtonSize = 'big', extra = ''): string {
  return `inline-flex select-none items-center justify-center gap-2 rounded-action text-center transition-[background-color,opacity,transform] duration-150 active:scale-[0.99] disabled:opacity-50 aria-disabled:opacity-50 ${KINDS[kind]} ${SIZES[size]} ${extra}`;
}
