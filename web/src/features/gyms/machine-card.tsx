import { useTranslation } from 'react-i18next';
import type { Unit } from '@/shared/api/contract';
import { IconButton } from '@/shared/design/button';
import { WeightField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { TextField } from '@/shared/design/text-field';
import { MAX_MACHINE_NAME } from '@/shared/lib/limits';
import type { MachineForm } from './gym-form';
import { StackRows } from './stack-rows';
import { useGymWords } from './use-gym-words';

interface Props {
  machine: MachineForm;
  unit: Unit;
  /** Saving was tried: what is missing is said. */
  tried: boolean;
  onChange: (next: MachineForm) => void;
  onRemove: () => void;
}

/** Machines that may have plates of their own, or only one side. */
const OPEN: MachineForm['machine_type'][] = ['cable', 'other'];

/** A bar or a machine: what it weighs before anything is on it. */
export function MachineCard({ machine, unit, tried, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const { typeName } = useGymWords();
  const { machine_type, name, start_weight, sides, stack } = machine;
  const isOpen = OPEN.includes(machine_type) || stack.length > 0;
  const put = (part: Partial<MachineForm>) => onChange({ ...machine, ...part });
  const title = typeName(machine_type);
  return (
    <li className="rounded-card border border-line bg-s1 px-4.5 pt-2 pb-4">
      <div className="mb-2 flex items-center justify-between gap-3">
        <h3 className="text-17">{title}</h3>
        <IconButton
          icon="trash"
          label={t('tools.gyms.removeMachine', { machine: name || title })}
          onPress={onRemove}
          className="-mr-2"
        />
      </div>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <WeightField
          label={t(
            machine_type === 'barbell' || machine_type === 'hex_bar' ? 'tools.gyms.barWeight' : 'tools.gyms.start',
          )}
          unit={unit}
          unitLabel={t('tools.gyms.unit')}
          required
          value={start_weight}
          error={tried && !start_weight ? t('tools.findings.start') : undefined}
          onChange={(next) => put({ start_weight: next })}
        />
        <TextField
          label={t('tools.gyms.machineName')}
          maxLength={MAX_MACHINE_NAME}
          value={name ?? ''}
          onChange={(next) => put({ name: next || undefined })}
        />
      </div>
      {isOpen ? (
        <div className="mt-4 flex flex-col gap-4">
          <Segmented
            label={t('tools.gyms.sides')}
            value={sides === 1 ? '1' : '2'}
            onChange={(next) => put({ sides: Number(next) })}
            options={[
              { value: '1', label: t('tools.gyms.oneSide') },
              { value: '2', label: t('tools.gyms.twoSides') },
            ]}
          />
          <StackRows rows={stack} unit={unit} tried={tried} onChange={(next) => put({ stack: next })} />
        </div>
      ) : null}
    </li>
  );
}
