import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { CONTROL, FieldLabel, FieldNotes, type FieldProps } from './field';
import { Icon } from './icon';

interface Props<T extends string> extends FieldProps {
  value: T | null | undefined;
  onChange: (value: T) => void;
  options: { value: T; label: string }[];
  placeholder?: string;
}

/** One of many. */
export function SelectField<T extends string>({
  label,
  hint,
  error,
  hideLabel,
  value,
  onChange,
  options,
  placeholder,
}: Props<T>) {
  return (
    <Select
      value={value ?? null}
      onChange={(key) => key !== null && onChange(key as T)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      placeholder={placeholder ?? '–'}
    >
      <FieldLabel label={label} hideLabel={hideLabel} />
      <Button className={`${CONTROL} flex items-center justify-between gap-2 text-left`}>
        <SelectValue className="truncate data-placeholder:text-mute" />
        <Icon name="down" size={18} className="text-mute" />
      </Button>
      <FieldNotes hint={hint} error={error} />
      <Popover className="max-h-80 w-(--trigger-width) overflow-auto rounded-action border border-edge bg-s1 p-1 entering:animate-[rise_120ms_ease-out]">
        <ListBox items={options} className="outline-none">
          {(option) => (
            <ListBoxItem
              id={option.value}
              textValue={option.label}
              className="flex min-h-11 cursor-pointer items-center justify-between gap-2 rounded-[8px] px-3 text-15 data-focused:bg-s2 data-selected:font-semibold"
            >
              {({ isSelected }) => (
                <>
                  {option.label}
                  {isSelected ? <Icon name="check" size={16} /> : null}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
