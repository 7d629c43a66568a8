import { useTranslation } from 'react-i18next';
import { useGymWords } from '@/features/gyms/use-gym-words';
import type { MachineNoteBody } from '@/shared/api/contract';

/** What a note is on, and how the machine is set. `whole`: with all that is written. */
export function NoteFacts({ note, whole = false }: { note: MachineNoteBody; whole?: boolean }) {
  const { t } = useTranslation();
  const { typeName } = useGymWords();
  const { brand, model, machine_type, settings = [], notes, visibility } = note;
  return (
    <>
      <span className="block hyphens-auto break-words font-semibold">
        {brand} {model}
      </span>
      <span className="block text-13 text-mute">
        {[typeName(machine_type), t(`tools.notes.${visibility}One`)].join(' · ')}
      </span>
      {settings.length > 0 ? (
        <span className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
          {settings.map(({ name, value }) => (
            <span key={`${name} ${value}`} className="text-15">
              <span className="text-mute">{name}</span> <b className="font-semibold">{value}</b>
            </span>
          ))}
        </span>
      ) : null}
      {notes ? (
        <span className={`mt-1.5 block whitespace-pre-wrap break-words text-15 ${whole ? '' : 'line-clamp-2'}`}>
          {notes}
        </span>
      ) : null}
    </>
  );
}
