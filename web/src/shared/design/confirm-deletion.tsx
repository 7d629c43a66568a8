import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from './announcer';
import { Button } from './button';
import { ConfirmSheet } from './sheet';

interface Props {
  title: string;
  /** What goes, and what stays. */
  children: React.ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** Keeps the deletion on this device; where that fails, the question stays and says so. */
  onDelete: () => Promise<void>;
  /** What the button says; "Delete" otherwise. */
  action?: string;
}

/** Asks before anything is deleted. */
export function ConfirmDeletion({ title, children, isOpen, onClose, onDelete, action }: Props) {
  const { t } = useTranslation();
  const [running, setRunning] = useState(false);
  const run = () => {
    setRunning(true);
    onDelete()
      .catch(() => announce(t('common.storage.failed'), { tone: 'error' }))
      .finally(() => setRunning(false));
  };
  return (
    <ConfirmSheet
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button kind="danger" isPending={running} onPress={run}>
            {action ?? t('common.delete')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      {children}
    </ConfirmSheet>
  );
}
