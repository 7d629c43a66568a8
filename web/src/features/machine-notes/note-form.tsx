import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGymWords } from '@/features/gyms/use-gym-words';
import type { MachineNote, MachineNoteBody, MachineType } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { Segmented } from '@/shared/design/segmented';
import { SelectField } from '@/shared/design/select-field';
import { TextField } from '@/shared/design/text-field';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { MAX_BRAND, MAX_MACHINE_NOTES, MAX_MODEL } from '@/shared/lib/limits';
import { MACHINE_TYPES } from '@/shared/training/usual-gym';
import { useBusy } from '@/sync/busy';
import { useDraft } from '@/sync/drafts';
import { noteBody } from './note-body';
import { noteOnSame } from './same-machine';
import { saveNote } from './save-note';
import { SettingRows } from './setting-rows';
import { useNotes } from './use-notes';

/** The draft of a note that is not there yet, and of one that is changed. */
export const NEW_NOTE = 'machine_note_new';
const NOTE_EDIT = 'machine_note_edit';

/** A note as it is typed: a setting may still be empty. */
type NoteDraft = MachineNoteBody & { settings: { name: string; value: string }[] };

const EMPTY: NoteDraft = {
  brand: '',
  model: '',
  machine_type: 'other',
  settings: [{ name: '', value: '' }],
  visibility: 'private',
};

interface Props {
  noteId: string;
  /** Absent while it is a new one. */
  note: MachineNote | null;
  onSaved: () => void;
  onCancel: () => void;
}

/** What somebody notes of a machine, kept on the device until it is saved. */
export function NoteForm({ noteId, note, onSaved, onCancel }: Props) {
  const { t } = useTranslation();
  const words = useGymWords();
  const form = useRef<HTMLFormElement>(null);
  const others = useNotes().items.flatMap(({ value }) => value ?? []);
  const standing = useMemo<NoteDraft>(
    () => (note ? { ...noteBody(note), settings: note.settings ?? [] } : EMPTY),
    [note],
  );
  const kind = note ? NOTE_EDIT : NEW_NOTE;
  const [draft, setDraft, { remove }] = useDraft<NoteDraft>(kind, noteId, standing, {
    of: { kind: 'machine_note', id: noteId },
  });
  const [tries, setTries] = useState(0);
  useBusy(true);
  useEffect(() => {
    if (tries > 0 && form.current) focusInvalid(form.current);
  }, [tries]);
  const set = (part: Partial<NoteDraft>) => setDraft((old) => ({ ...old, ...part }));
  const missing = (text: string) => (tries > 0 && text.trim() === '' ? t('queue.reasons.required') : undefined);
  const twin = draft.brand.trim() && draft.model.trim() ? noteOnSame(others, noteId, draft) : undefined;
  const halves = draft.settings.some(({ name, value }) => (name.trim() === '') !== (value.trim() === ''));
  const save = async () => {
    const settings = draft.settings
      .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
      .filter(({ name, value }) => name && value);
    const [brand, model, notes] = [draft.brand.trim(), draft.model.trim(), draft.notes?.trim() || undefined];
    if (!brand || !model || twin || halves) return setTries(tries + 1);
    await saveNote(noteId, { ...draft, brand, model, notes, settings }, { draft: { kind, id: noteId } })
      .then(() => announce(t('tools.notes.saved')))
      .then(onSaved, () => announce(t('common.storage.failed'), { tone: 'error' }));
  };
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
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField
          label={t('tools.notes.brand')}
          required
          maxLength={MAX_BRAND}
          value={draft.brand}
          error={missing(draft.brand)}
          onChange={(brand) => set({ brand })}
        />
        <TextField
          label={t('tools.notes.model')}
          required
          maxLength={MAX_MODEL}
          value={draft.model}
          error={twin ? t('queue.reasons.machine_taken') : missing(draft.model)}
          onChange={(model) => set({ model })}
        />
      </div>
      {twin ? (
        <Link
          to="/tools/machines/$noteId"
          params={{ noteId: twin.note_id }}
          className="-mt-3 inline-flex min-h-11 items-center self-start text-15 underline underline-offset-4"
        >
          {t('tools.notes.openTwin')}
        </Link>
      ) : null}
      <SelectField<MachineType>
        label={t('tools.notes.type')}
        value={draft.machine_type}
        onChange={(machine_type) => set({ machine_type })}
        options={MACHINE_TYPES.map((value) => ({ value, label: words.typeName(value) }))}
      />
      <SettingRows
        rows={draft.settings}
        error={tries > 0 && halves ? t('tools.notes.half') : undefined}
        onChange={(settings) => set({ settings })}
      />
      <TextField
        label={t('tools.notes.notes')}
        multiline
        maxLength={MAX_MACHINE_NOTES}
        value={draft.notes ?? ''}
        onChange={(notes) => set({ notes: notes || undefined })}
      />
      <Segmented
        label={t('tools.notes.visibility')}
        hint={t('tools.notes.visibilityHint')}
        value={draft.visibility}
        onChange={(visibility) => set({ visibility })}
        options={[
          { value: 'private', label: t('tools.notes.privateOne') },
          { value: 'public', label: t('tools.notes.publicOne') },
        ]}
      />
      <div className="flex flex-col gap-2.5">
        <Button type="submit">{t('common.save')}</Button>
        <Button kind="quiet" size="small" onPress={() => remove().then(onCancel)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
