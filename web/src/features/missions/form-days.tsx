import { useTranslation } from 'react-i18next';
import { DateField } from '@/shared/design/date-field';
import { SelectField } from '@/shared/design/select-field';
import { SwitchField } from '@/shared/design/switch-field';
import { addDays } from '@/shared/lib/dates';
import { allZones, cityOf, hereZone } from '@/shared/lib/zones';
import type { FormPart } from './form-part';

/** When it is, from when one trains for it, and by whose clocks. */
export function FormDays({ form, set, findings }: FormPart) {
  const { t } = useTranslation();
  const severalDays = form.event_end !== undefined && form.event_end !== form.event_start;
  const zones = allZones(form.timezone, hereZone());
  return (
    <div className="flex flex-col gap-6">
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <DateField
          label={t(severalDays ? 'missions.form.firstDay' : 'missions.form.day')}
          required
          value={form.event_start}
          onChange={(event_start) => set({ event_start, ...(severalDays ? {} : { event_end: event_start }) })}
          error={findings.has('event_start') ? t('common.fieldErrors.date') : undefined}
        />
        {severalDays ? (
          <DateField
            label={t('missions.form.lastDay')}
            value={form.event_end}
            min={form.event_start}
            onChange={(event_end) => event_end && set({ event_end })}
            error={findings.has('event_end') ? t('missions.form.endsEarly') : undefined}
          />
        ) : null}
      </div>
      <SwitchField
        label={t('missions.form.severalDays')}
        value={severalDays}
        onChange={(on) => form.event_start && set({ event_end: on ? addDays(form.event_start, 1) : form.event_start })}
      />
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <DateField
          label={t('missions.form.prepStart')}
          hint={t('missions.form.prepHint')}
          required
          value={form.prep_start}
          max={form.event_start}
          onChange={(prep_start) => prep_start && set({ prep_start })}
          error={findings.has('prep_start') ? t('missions.form.prepLate') : undefined}
        />
        <SelectField
          label={t('missions.form.zone')}
          hint={t('missions.form.zoneHint', { city: cityOf(form.timezone) })}
          value={form.timezone}
          onChange={(timezone) => set({ timezone })}
          options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        />
      </div>
    </div>
  );
}
