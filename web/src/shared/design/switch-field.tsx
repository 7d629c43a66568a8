import { Switch } from 'react-aria-components/Switch';

interface Props {
  label: string;
  hint?: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

/** On or off, at once. */
export function SwitchField({ label, hint, value, onChange }: Props) {
  return (
    <Switch
      isSelected={value}
      onChange={onChange}
      className="group flex min-h-11 cursor-pointer items-center justify-between gap-4"
    >
      <span>
        <span className="block text-15">{label}</span>
        {hint ? <span className="mt-0.5 block text-13 text-mute">{hint}</span> : null}
      </span>
      <span className="h-7 w-12 shrink-0 rounded-full border border-edge bg-s2 p-0.75 transition-colors group-data-selected:border-act group-data-selected:bg-act">
        <span className="block size-5 rounded-full bg-mute transition-[translate,background-color] duration-150 group-data-selected:translate-x-5 group-data-selected:bg-on-act" />
      </span>
    </Switch>
  );
}
