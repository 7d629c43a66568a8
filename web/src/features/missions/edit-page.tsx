import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFreshness } from '@/features/freshness/use-freshness';
import type { Mission } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { Page } from '@/shared/design/page';
import { Skeleton } from '@/shared/design/states';
import { TextField } from '@/shared/design/text-field';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { MAX_MISSION_NAME, MAX_MISSION_NOTES } from '@/shared/lib/limits';
import { useBusy } from '@/sync/busy';
import { useDraft } from '@/sync/drafts';
import { useObject } from '@/sync/objects';
import { FormDays } from './form-days';
import { FormPoints } from './form-points';
import { KindChoice } from './kind-choice';
import { missionBody } from './mission-body';
import { findingsOf, formOf, type MissionForm, missionOf } from './mission-form';
import { saveMission } from './save-mission';

const MISSION_EDIT = 'mission_edit';

/** A mission, changed. */
export function EditMissionPage() {
  const { t } = useTranslation();
  const { missionId } = useParams({ from: '/home/missions/$missionId/edit' });
  const read = useObject<Mission>('mission', missionId);
  useFreshness('mission', read, missionId);
  return (
    <Page title={t('missions.edit')}>
      {read.value ? (
        <EditForm mission={read.value} />
      ) : read.loaded && read.fetchedAt ? (
        <p className="text-mute">{t('missions.gone.text')}</p>
      ) : (
        <Skeleton label={t('common.loading')} first="h-16" rows={5} />
      )}
    </Page>
  );
}

function EditForm({ mission }: { mission: Mission }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = mission.mission_id;
  const standing = useMemo(() => formOf(missionBody(mission)), [mission]);
  const [form, setForm, { loaded, remove }] = useDraft<MissionForm>(MISSION_EDIT, id, standing, {
    of: { kind: 'mission', id },
  });
  const element = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  useBusy(true);
  useEffect(() => {
    if (tries > 0 && element.current) focusInvalid(element.current);
  }, [tries]);
  if (!loaded) return null;
  const findings = tries > 0 ? findingsOf(form) : new Set<never>();
  const set = (part: Partial<MissionForm>) => setForm((old) => ({ ...old, ...part }));
  const leave = () => navigate({ to: '/missions/$missionId', params: { missionId: id }, replace: true });
  const save = async () => {
    const next = missionOf(form);
    if (!next) return setTries(tries + 1);
    await saveMission(id, next, { draft: { kind: MISSION_EDIT, id } })
      .then(() => announce(t('missions.saved')))
      .then(leave, () => announce(t('common.storage.failed'), { tone: 'error' }));
  };
  return (
    <form
      ref={element}
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('missions.form.name')}
        required
        maxLength={MAX_MISSION_NAME}
        value={form.name}
        error={findings.has('name') ? t('common.fieldErrors.required') : undefined}
        onChange={(name) => set({ name })}
      />
      <KindChoice value={form.mission_type} onChange={(mission_type) => set({ mission_type })} />
      <FormDays form={form} set={set} findings={findings} />
      <TextField
        label={t('missions.form.notes')}
        multiline
        maxLength={MAX_MISSION_NOTES}
        value={form.notes ?? ''}
        onChange={(notes) => set({ notes })}
      />
      {form.mission_type === 'powerlifting_meet' ? null : <FormPoints form={form} set={set} findings={findings} />}
      <div className="flex flex-col gap-2.5">
        <Button type="submit">{t('common.save')}</Button>
        <Button kind="quiet" size="small" onPress={() => remove().then(leave)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
