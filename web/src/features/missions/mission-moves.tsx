import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mission, MissionState } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { Sheet } from '@/shared/design/sheet';
import { TextField } from '@/shared/design/text-field';
import { MAX_REASON } from '@/shared/lib/limits';
import { useFormat } from '@/shared/lib/use-format';
import { cityOf } from '@/shared/lib/zones';
import { useSession } from '@/sync/session';
import { useSyncStatus } from '@/sync/status';
import { movesOn, nextState } from './mission-days';
import { moveErrorText } from './move-error';
import { useMoveMission } from './use-move-mission';

/** What moves the mission on: its dates, or its athlete sooner. `isSent`: the server knows what is shown. */
export function MissionMoves({ mission, isSent }: { mission: Mission; isSent: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { online } = useSyncStatus();
  const { user } = useSession();
  const [to, setTo] = useState<MissionState | null>(null);
  const day = movesOn(mission);
  const next = nextState(mission.state);
  const mayGoBack = mission.state === 'TRAINING' && (user?.roles ?? []).includes('admin');
  const where = { day: day ? format.day(day) : '', city: cityOf(mission.timezone) };
  return (
    <section aria-labelledby="mission-moves">
      <h2 id="mission-moves" className="text-17">
        {t('missions.moves.title')}
      </h2>
      <p className="mt-1 text-mute">
        {mission.state === 'MISSION_COMPLETE'
          ? t('missions.moves.complete')
          : t(`missions.moves.by.${mission.state}`, where)}
      </p>
      {next ? (
        <div className="mt-3 flex flex-wrap gap-2.5">
          <Button kind="ghost" size="small" isDisabled={!online || !isSent} onPress={() => setTo(next)}>
            {t(`missions.moves.to.${next}`)}
          </Button>
          {mayGoBack ? (
            <Button kind="quiet" size="small" isDisabled={!online || !isSent} onPress={() => setTo('PREP')}>
              {t('missions.moves.to.PREP')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {next && !online ? <p className="mt-2 text-13 text-mute">{t('missions.moves.offline')}</p> : null}
      {next && online && !isSent ? <p className="mt-2 text-13 text-mute">{t('missions.moves.unsent')}</p> : null}
      {to ? <MoveSheet mission={mission} to={to} onClose={() => setTo(null)} /> : null}
    </section>
  );
}

function MoveSheet({ mission, to, onClose }: { mission: Mission; to: MissionState; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const move = useMoveMission();
  return (
    <Sheet title={t(`missions.moves.to.${to}`)} isOpen onClose={onClose} closeLabel={t('common.close')}>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void move.run({ mission, to, reason }, () => {
            announce(t('missions.moves.moved', { state: t(`missions.states.${to}`) }));
            onClose();
          });
        }}
      >
        <p className="text-mute">{t(`missions.moves.means.${to}`)}</p>
        <TextField
          label={t('missions.moves.reason')}
          placeholder={t(`missions.moves.reasons.${to}`)}
          maxLength={MAX_REASON}
          value={reason}
          onChange={setReason}
        />
        {move.error ? (
          <p role="alert" className="text-15 text-red">
            {moveErrorText(move.error, t)}
          </p>
        ) : null}
        <Button type="submit" isPending={move.isPending}>
          {t(`missions.moves.to.${to}`)}
        </Button>
      </form>
    </Sheet>
  );
}
