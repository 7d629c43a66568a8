import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { type ButtonKind, type ButtonSize, buttonClass } from './button-class';
import { Icon, type IconName } from './icon';

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  kind?: ButtonKind;
  size?: ButtonSize;
  className?: string;
  children: React.ReactNode;
}

export function Button({ kind = 'action', size = 'big', className = '', children, ...props }: Props) {
  return (
    <AriaButton {...props} className={buttonClass(kind, size, className)}>
      {({ isPending }) => (
        <>
          {isPending ? <Spinner /> : null}
          {children}
        </>
      )}
    </AriaButton>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 animate-spin rounded-full border-2 border-current border-r-transparent motion-reduce:animate-none"
    />
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children' | 'aria-label'> {
  icon: IconName;
  label: string;
  className?: string;
}

/** A button that is only a sign; its name is said, and shown on hover. */
export function IconButton({ icon, label, className = '', ...props }: IconButtonProps) {
  return (
    <AriaButton
      {...props}
      aria-label={label}
      className={`grid size-11 shrink-0 place-items-center rounded-field text-mute transition-colors hover:bg-s2 hover:text-text disabled:opacity-40 ${className}`}
    >
      <Icon name={icon} />
    </AriaButton>
  );
}

interface PillProps extends Omit<ButtonProps, 'className'> {
  className?: string;
  children: React.ReactNode;
}

/** A small side action beside the one primary action. */
export function Pill({ className = '', ...props }: PillProps) {
  return (
    <AriaButton
      {...props}
      className={`inline-flex min-h-11 items-center justify-center gap-1.5 rounded-full border border-line bg-s1 px-4 text-13 text-mute transition-colors hover:border-edge hover:text-text disabled:opacity-40 ${className}`}
    />
  );
}
