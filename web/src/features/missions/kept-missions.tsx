import { useTranslation } from 'react-i18next';
import { KeptVersions } from '@/features/conflict/kept-versions';
import { missionFacts } from '@/features/conflict/mission-words';
import type { Mission } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { useFormat } from '@/shared/lib/use-format';
import { missionBody } from './mission-body';
import { saveMission } from './save-mission';

/** Versions of a mission that were not taken, to come back to. */
export function KeptMissions({ mission }: { mission: Mission }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <KeptVersions<Mission>
      kind="mission"
      id={mission.mission_id}
      now={mission}
      bodyOf={missionBody}
      factsOf={(value, other) => missionFacts(value, other, format, t)}
      warning={t('missions.keptContent')}
      onTake={(value) =>
        saveMission(mission.mission_id, value, { on: mission }).then(() => announce(t('queue.kept.taken')))
      }
    />
  );
}
