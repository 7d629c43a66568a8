import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Pill } from '@/shared/design/button';
import { Sheet } from '@/shared/design/sheet';
import { TextField } from '@/shared/design/text-field';
import { MAX_EXERCISE_NAME } from '@/shared/lib/limits';

const MAX_SUGGESTIONS = 12;

interface Props {
  title: string;
  label: string;
  action: string;
  known: string[];
  isOpen: boolean;
  onChoose: (name: string) => void;
  onClose: () => void;
}

/** Names an exercise: typed, or one of those that are known. */
export function ExerciseSheet({ title, label, action, known, isOpen, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const choose = (chosen: string) => {
    if (!chosen.trim()) return;
    onChoose(chosen.trim());
    setName('');
  };
  const typed = name.trim().toLocaleLowerCase();
  const fitting = known.filter((one) => one.toLocaleLowerCase().includes(typed)).slice(0, MAX_SUGGESTIONS);
  return (
    <Sheet title={title} isOpen={isOpen} onClose={onClose} closeLabel={t('common.close')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          choose(name);
        }}
        className="flex flex-col gap-4"
      >
        <TextField label={label} value={name} onChange={setName} maxLength={MAX_EXERCISE_NAME} autoFocus />
        {fitting.length > 0 ? (
          <div>
            <p className="mb-2 text-13 text-mute">{t('workout.pick')}</p>
            <div className="flex flex-wrap gap-2">
              {fitting.map((one) => (
                <Pill key={one} onPress={() => choose(one)}>
                  {one}
                </Pill>
              ))}
            </div>
          </div>
        ) : null}
        <Button type="submit" isDisabled={!name.trim()}>
          {action}
        </Button>
      </form>
    </Sheet>
  );
}
