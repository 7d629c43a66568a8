import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Pill } from '@/shared/design/button';
import { EmptyState } from '@/shared/design/states';
import { ExerciseSheet } from './exercise-sheet';

const OFFERED = 6;

interface Props {
  /** What there is to pick from. */
  known: string[];
  onChoose: (name: string) => void;
}

/** A workout without a plan begins with one question; what was done lately is one tap. */
export function FirstExercise({ known, onChoose }: Props) {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  return (
    <>
      <EmptyState icon="train" title={t('workout.emptyTitle')} text={t('workout.empty')}>
        {known.slice(0, OFFERED).map((name) => (
          <Pill key={name} className="min-h-13" onPress={() => onChoose(name)}>
            {name}
          </Pill>
        ))}
        <Button className="w-full" onPress={() => setNaming(true)}>
          {t('workout.addTitle')}
        </Button>
      </EmptyState>
      <ExerciseSheet
        title={t('workout.addTitle')}
        label={t('workout.addLabel')}
        action={t('workout.addGo')}
        known={known}
        isOpen={naming}
        onClose={() => setNaming(false)}
        onChoose={(name) => {
          setNaming(false);
          onChoose(name);
        }}
      />
    </>
  );
}
