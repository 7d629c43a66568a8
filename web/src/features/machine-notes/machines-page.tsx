import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFreshness } from '@/features/freshness/use-freshness';
import { useGymWords } from '@/features/gyms/use-gym-words';
import { useNewId } from '@/features/gyms/use-new-id';
import type { MachineType } from '@/shared/api/contract';
import { buttonClass } from '@/shared/design/button-class';
import { Page } from '@/shared/design/page';
import { PageTabs } from '@/shared/design/page-tabs';
import { Segmented } from '@/shared/design/segmented';
import { SelectField } from '@/shared/design/select-field';
import { TextField } from '@/shared/design/text-field';
import { MACHINE_TYPES } from '@/shared/training/usual-gym';
import { MyNotes } from './my-notes';
import { NEW_NOTE } from './note-form';
import { PublicNotes } from './public-notes';
import { useNotes } from './use-notes';

type Scope = 'mine' | 'public';

const MAX_SEARCH = 200;

/** How machines are set: one's own notes, and what others share. */
export function MachinesPage() {
  const { t } = useTranslation();
  const words = useGymWords();
  const fresh = useNewId(NEW_NOTE);
  const notes = useNotes();
  const freshness = useFreshness('machine_note', notes);
  const [scope, setScope] = useState<Scope>('mine');
  const [search, setSearch] = useState('');
  const [type, setType] = useState<MachineType | 'all'>('all');
  const asked = useDeferredValue(search);
  // There it says how to begin.
  const isEmpty = scope === 'mine' && notes.loaded && notes.items.length === 0 && !freshness.unread;
  const filter = { search: asked, type: type === 'all' ? undefined : type };
  return (
    <Page
      title={t('tools.notes.title')}
      lead={t('tools.notes.lead')}
      actions={
        isEmpty ? null : (
          <Link to="/tools/machines/$noteId" params={{ noteId: fresh }} className={buttonClass('action', 'small')}>
            {t('tools.notes.add')}
          </Link>
        )
      }
    >
      <PageTabs label={t('tools.title')} tabs={words.tabs} />
      <div className="mb-4 flex flex-col gap-3">
        <Segmented<Scope>
          full
          label={t('tools.notes.whose')}
          hideLabel
          value={scope}
          onChange={setScope}
          options={[
            { value: 'mine', label: t('tools.notes.mine') },
            { value: 'public', label: t('tools.notes.public') },
          ]}
        />
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-[1fr_14rem]">
          <TextField
            label={t('tools.notes.search')}
            hideLabel
            placeholder={t('tools.notes.search')}
            type="search"
            maxLength={MAX_SEARCH}
            value={search}
            onChange={setSearch}
          />
          <SelectField<MachineType | 'all'>
            label={t('tools.notes.type')}
            hideLabel
            value={type}
            onChange={setType}
            options={[
              { value: 'all', label: t('tools.notes.allTypes') },
              ...MACHINE_TYPES.map((value) => ({ value, label: words.typeName(value) })),
            ]}
          />
        </div>
      </div>
      {scope === 'mine' ? (
        <MyNotes {...filter} notes={notes} freshness={freshness} fresh={fresh} />
      ) : (
        <PublicNotes {...filter} />
      )}
    </Page>
  );
}
