import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeptParts } from '@/features/conflict/kept-parts-list';
import { editPlan } from '@/features/plans/edit-plan';
import type { Plan } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { ConfirmDeletion } from '@/shared/design/confirm-deletion';
import { DateField } from '@/shared/design/date-field';
import { Sheet } from '@/shared/design/sheet';
import { TextField } from '@/shared/design/text-field';
import { addDays } from '@/shared/lib/dates';
import { MAX_PLAN_NAME } from '@/shared/lib/limits';
import { useFormat } from '@/shared/lib/use-format';
import { MAX_PLAN_WEEKS } from '@/shared/training/generate-plan';
import { useBusy } from '@/sync/busy';
import { useDraft } from '@/sync/drafts';
import type { EditData } from '@/sync/kinds';
import { deletePlan } from './delete-plan';
import { findingOf } from './use-new-plan';
import type { Planner } from './use-planner';

/** The kind of the draft. */
const PLAN_DETAILS = 'plan_details';
type Changes = Partial<Pick<Plan, 'name' | 'comp_date'>>;
const NOTHING: Changes = {};

interface Props {
  planner: Planner;
  plan: Plan;
  isOpen: boolean;
  onClose: () => void;
}

/** A plan ends on its day: what stands after it goes. */
const lateIn = ({ workouts, comp_date }: Plan): number => workouts.filter(({ date }) => date > comp_date).length;

/** Name and day of the plan, and its end. */
export function PlanDetails({ planner, plan, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const draft = { kind: PLAN_DETAILS, id: plan.plan_id };
  // Only what was typed: what comes from another device meanwhile stands.
  const [changes, setChanges, { remove: forget }] = useDraft<Changes>(draft.kind, draft.id, NOTHING, {
    of: { kind: 'plan', id: plan.plan_id },
  });
  const [asking, setAsking] = useState<'delete' | 'late' | null>(null);
  // What was typed before a reload is still there, and is shown.
  const begun = !planner.over && Object.keys(changes).length > 0;
  const open = isOpen || begun;
  useBusy(open);
  const shown = { ...plan, ...changes };
  const second = addDays(plan.start_date, 1);
  const firstDay = second > planner.today ? second : planner.today;
  const lastDay = addDays(plan.start_date, MAX_PLAN_WEEKS * 7);
  const finding = findingOf({ start: plan.start_date, compDate: shown.comp_date }, planner.today);
  const set = (part: Changes) => setChanges((old) => ({ ...old, ...part }));
  const close = () => {
    onClose();
    // What stays on the disk is shown again, at the next start.
    forget().catch(() => {});
  };
  // Asked before.
  const late = lateIn(shown);
  const save = () =>
    editPlan(
      {
        ...shown,
        name: shown.name || undefined,
        workouts: plan.workouts.filter((workout) => workout.date <= shown.comp_date),
      },
      { on: plan, draft },
    )
      .then(() => {
        announce(t('plan.edit.saved'));
        setAsking(null);
        close();
      })
      .catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  const take = async (data: EditData, on: Plan) => {
    const next = { ...on, ...data };
    await editPlan({ ...next, workouts: next.workouts.filter(({ date }) => date <= next.comp_date) }, { on });
    announce(t('plan.edit.saved'));
    close();
  };
  const remove = async () => {
    await deletePlan(plan);
    setAsking(null);
    close();
    announce(t('plan.details.deleted'));
    await navigate({ to: '/plan' });
  };
  return (
    <>
      <Sheet
        title={t('plan.details.title')}
        isOpen={open && asking === null}
        onClose={close}
        closeLabel={t('common.close')}
      >
        <div className="flex flex-col gap-5">
          {planner.over ? (
            <p className="text-mute">{t('plan.details.over')}</p>
          ) : (
            <>
              <TextField
                label={t('plan.details.name')}
                maxLength={MAX_PLAN_NAME}
                value={shown.name ?? ''}
                onChange={(name) => set({ name })}
              />
              <DateField
                label={t('plan.details.compDate')}
                value={shown.comp_date}
                min={firstDay}
                max={lastDay}
                error={finding ? t(`plan.new.${finding}`) : undefined}
                hint={late > 0 ? t('plan.details.late', { count: late }) : undefined}
                onChange={(comp_date) => comp_date && set({ comp_date })}
              />
              <Button onPress={() => (late > 0 ? setAsking('late') : save())} isDisabled={!begun || finding !== null}>
                {t('common.save')}
              </Button>
            </>
          )}
          {planner.over ? null : (
            <KeptParts<Plan>
              kind="plan"
              id={plan.plan_id}
              now={plan}
              name={t('queue.conflict.thePlan')}
              warningOf={(data) => {
                const count = lateIn({ ...plan, ...data });
                return count > 0 ? t('plan.details.late', { count }) : '';
              }}
              onTake={take}
            />
          )}
          <div className="flex flex-col gap-1 border-line border-t pt-4">
            <Link to="/plan/new" className={buttonClass('quiet', 'small')}>
              {t('plan.details.new')}
            </Link>
            <Button kind="warn" size="small" onPress={() => setAsking('delete')}>
              {t('plan.details.delete')}
            </Button>
          </div>
        </div>
      </Sheet>
      <ConfirmDeletion
        title={t('plan.details.deleteTitle')}
        action={t('plan.details.delete')}
        isOpen={asking === 'delete'}
        onClose={() => setAsking(null)}
        onDelete={remove}
      >
        {t('plan.details.deleteText')}
      </ConfirmDeletion>
      <ConfirmDeletion
        title={t('plan.details.lateTitle', { count: late })}
        action={t('plan.details.lateGo', { count: late })}
        isOpen={asking === 'late'}
        onClose={() => setAsking(null)}
        onDelete={save}
      >
        {t('plan.details.lateText', { count: late, day: format.day(shown.comp_date) })}
      </ConfirmDeletion>
    </>
  );
}
