import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EquipmentPrefsView, Gym, MachineType } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button, Pill } from '@/shared/design/button';
import { ConfirmDeletion } from '@/shared/design/confirm-deletion';
import { Segmented } from '@/shared/design/segmented';
import { TextField } from '@/shared/design/text-field';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { newId } from '@/shared/lib/ids';
import { MAX_GYM_MACHINES, MAX_GYM_NAME, MAX_GYM_PLATES } from '@/shared/lib/limits';
import { MACHINE_TYPES, usualMachine } from '@/shared/training/usual-gym';
import { useBusy } from '@/sync/busy';
import { useDraft } from '@/sync/drafts';
import { changePrefs } from './change-prefs';
import { findingsOf, formOf, GYM_EDIT, type GymForm, gymOf, NEW_GYM, withUsualRows } from './gym-form';
import { MachineCard } from './machine-card';
import { PlateRows } from './plate-rows';
import { useGymWords } from './use-gym-words';

const OF = { kind: 'equipment_prefs', id: 'me' };

/** A gym as it is typed, kept on the device until it is saved. `gym`: as it stands, or as a new one begins. */
export function GymEditor({ view, gym, isNew }: { view: EquipmentPrefsView; gym: Gym; isNew: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useGymWords();
  const form = useRef<HTMLFormElement>(null);
  const id = gym.inventory_id;
  const kind = isNew ? NEW_GYM : GYM_EDIT;
  const [begun] = useState(() => formOf(gym));
  const standing = useMemo(() => (isNew ? begun : formOf(gym)), [isNew, begun, gym]);
  const [draft, setDraft, { remove }] = useDraft<GymForm>(kind, id, standing, { of: OF });
  const [tries, setTries] = useState(0);
  const [deleting, setDeleting] = useState(false);
  useBusy(true);
  // What is missing is marked once saving was tried, and then gone to.
  useEffect(() => {
    if (tries > 0 && form.current) focusInvalid(form.current);
  }, [tries]);
  const tried = tries > 0;
  const findings = findingsOf(draft);
  const set = (part: Partial<GymForm>) => setDraft((old) => ({ ...old, ...part }));
  const others = view.prefs.inventories.filter(({ inventory_id }) => inventory_id !== id);
  const leave = () => navigate({ to: '/tools/gyms' });
  const failed = () => announce(t('common.storage.failed'), { tone: 'error' });
  const save = async () => {
    if (findings.size > 0 || (form.current && focusInvalid(form.current))) return setTries(tries + 1);
    const all = view.prefs.inventories;
    const next = gymOf(draft);
    const inventories = isNew ? [...all, next] : all.map((one) => (one.inventory_id === id ? next : one));
    await changePrefs(view, { inventories }, { kind, id })
      .then(() => announce(t('tools.gyms.saved')))
      .then(leave, failed);
  };
  const drop = async () => {
    await changePrefs(view, { inventories: others });
    await remove();
    announce(t('tools.gyms.deleted'));
    await leave();
  };
  const add = (type: MachineType) =>
    set({ machines: [...draft.machines, { stack: [], ...usualMachine(type, draft.unit, newId()) }] });
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('tools.gyms.name')}
        placeholder={t('tools.gyms.nameHint')}
        required
        maxLength={MAX_GYM_NAME}
        value={draft.name}
        error={tried && findings.has('name') ? t('tools.findings.name') : undefined}
        onChange={(name) => set({ name })}
      />
      <Segmented
        label={t('tools.gyms.unit')}
        value={draft.unit}
        onChange={(unit) => setDraft((old) => withUsualRows({ ...old, unit }))}
        options={[
          { value: 'kg', label: 'kg' },
          { value: 'lb', label: 'lb' },
        ]}
      />
      <section aria-labelledby="gym-plates">
        <h2 id="gym-plates" className="text-17">
          {t('tools.gyms.plates')}
        </h2>
        <p className="mt-1 mb-2 text-13 text-mute">{t('tools.gyms.platesHint')}</p>
        <PlateRows rows={draft.plates} unit={draft.unit} onChange={(plates) => set({ plates })} />
        <Pill
          className="mt-3"
          isDisabled={draft.plates.length >= MAX_GYM_PLATES}
          onPress={() => set({ plates: [...draft.plates, { pairs: 1 }] })}
        >
          + {t('tools.gyms.otherPlate')}
        </Pill>
        {findings.has('twice') ? <p className="mt-2 text-13 text-red">{t('tools.findings.twice')}</p> : null}
      </section>
      <section aria-labelledby="gym-machines">
        <h2 id="gym-machines" className="text-17">
          {t('tools.gyms.machines')}
        </h2>
        <p className="mt-1 mb-3 text-13 text-mute">{t('tools.gyms.machinesHint')}</p>
        <ul className="flex flex-col gap-3">
          {draft.machines.map((machine) => (
            <MachineCard
              key={machine.machine_id}
              machine={machine}
              unit={draft.unit}
              tried={tried}
              onChange={(next) =>
                set({ machines: draft.machines.map((one) => (one.machine_id === next.machine_id ? next : one)) })
              }
              onRemove={() => set({ machines: draft.machines.filter((one) => one !== machine) })}
            />
          ))}
        </ul>
        <div className="mt-3 flex flex-wrap gap-2">
          {MACHINE_TYPES.map((type) => (
            <Pill key={type} isDisabled={draft.machines.length >= MAX_GYM_MACHINES} onPress={() => add(type)}>
              + {words.typeName(type)}
            </Pill>
          ))}
        </div>
      </section>
      <div className="flex flex-col gap-2.5">
        {findings.has('tooMany') ? <p className="text-13 text-red">{t('queue.reasons.maxItems')}</p> : null}
        <Button type="submit">{t('common.save')}</Button>
        <Button kind="quiet" size="small" onPress={() => remove().then(leave)}>
          {t('common.cancel')}
        </Button>
        {isNew ? null : (
          <Button kind="warn" size="small" onPress={() => setDeleting(true)}>
            {t('tools.gyms.delete')}
          </Button>
        )}
      </div>
      <ConfirmDeletion
        title={t('tools.gyms.deleteTitle')}
        isOpen={deleting}
        onClose={() => setDeleting(false)}
        onDelete={drop}
      >
        {t('tools.gyms.deleteText')}
      </ConfirmDeletion>
    </form>
  );
}
