import { type CalendarDate, parseDate } from '@internationalized/date';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Calendar, CalendarCell, CalendarGrid } from 'react-aria-components/Calendar';
import { DateInput, DatePicker, DateSegment } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Heading } from 'react-aria-components/Heading';
import { Popover } from 'react-aria-components/Popover';
import type { Day } from '@/shared/lib/dates';
import { useBackCloses } from '@/shared/lib/use-back-closes';
import { CONTROL, FieldLabel, FieldNotes, type FieldProps } from './field';
import { Icon } from './icon';

interface Props extends FieldProps {
  value: Day | null | undefined;
  onChange: (value: Day | undefined) => void;
  min?: Day;
  max?: Day;
  required?: boolean;
}

/** A day, typed or picked; shown the way the language writes it. Back closes the calendar. */
export function DateField({ label, hint, error, hideLabel, value, onChange, min, max, required }: Props) {
  const [isOpen, setOpen] = useState(false);
  useBackCloses(isOpen, () => setOpen(false));
  return (
    <DatePicker<CalendarDate>
      isOpen={isOpen}
      onOpenChange={setOpen}
      value={value ? parseDate(value) : null}
      onChange={(next) => onChange(next?.toString())}
      minValue={min ? parseDate(min) : undefined}
      maxValue={max ? parseDate(max) : undefined}
      isRequired={required}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      firstDayOfWeek="mon"
      shouldForceLeadingZeros
    >
      <FieldLabel label={label} hideLabel={hideLabel} />
      <Group className={`${CONTROL} flex items-center justify-between pr-0.5`}>
        <DateInput className="flex tabular-nums">
          {(segment) => (
            <DateSegment
              segment={segment}
              className="not-data-[type=literal]:min-w-6 rounded-[4px] px-0.5 text-center outline-none data-focused:bg-act data-focused:text-on-act data-placeholder:text-mute"
            />
          )}
        </DateInput>
        <Button className="grid size-11 place-items-center rounded-[8px] text-mute hover:text-text">
          <Icon name="plan" size={20} />
        </Button>
      </Group>
      <FieldNotes hint={hint} error={error} />
      <Popover className="rounded-card border border-edge bg-s1 p-4 entering:animate-[rise_120ms_ease-out]">
        <Dialog className="outline-none">
          <Calendar>
            <header className="mb-2 flex items-center justify-between">
              <Button slot="previous" className="grid size-11 place-items-center rounded-field hover:bg-s2">
                <Icon name="back" size={18} />
              </Button>
              <Heading className="text-17" />
              <Button slot="next" className="grid size-11 place-items-center rounded-field hover:bg-s2">
                <Icon name="forward" size={18} />
              </Button>
            </header>
            <CalendarGrid className="[&_th]:pb-1 [&_th]:font-normal [&_th]:text-12 [&_th]:text-mute">
              {(day) => (
                <CalendarCell
                  date={day}
                  className="grid size-11 cursor-pointer place-items-center rounded-field text-15 tabular-nums hover:bg-s2 data-disabled:text-mute/50 data-outside-month:hidden data-selected:bg-act data-selected:font-semibold data-selected:text-on-act"
                />
              )}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
