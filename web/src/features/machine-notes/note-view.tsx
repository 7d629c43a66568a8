import { useTranslation } from 'react-i18next';
import type { MachineNote } from '@/shared/api/contract';

/** The settings, legible from where one stands to set them. */
export function NoteView({ note }: { note: MachineNote }) {
  const { t } = useTranslation();
  const { settings = [], notes } = note;
  return (
    <>
      {settings.length > 0 ? (
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {settings.map(({ name, value }) => (
            <div key={`${name} ${value}`} className="min-w-0 rounded-card border border-line bg-s1 px-4.5 py-3.5">
              <dt className="hyphens-auto break-words text-13 text-mute">{name}</dt>
              <dd className="num mt-1 hyphens-auto break-words text-28">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {notes ? (
        <section className="mt-3 rounded-card border border-line bg-s1 px-4.5 py-3.5">
          <h2 className="mb-1.5 text-17">{t('tools.notes.notes')}</h2>
          <p className="whitespace-pre-wrap break-words">{notes}</p>
        </section>
      ) : null}
      {settings.length === 0 && !notes ? <p className="text-mute">{t('tools.notes.nothing')}</p> : null}
    </>
  );
}
