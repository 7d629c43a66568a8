import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useBackCloses } from '@/shared/lib/use-back-closes';
import { IconButton } from './button';

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  closeLabel: string;
  children: React.ReactNode;
  /** A question that must be answered, not swiped away. */
  role?: 'dialog' | 'alertdialog';
}

/** Rises from the thumb on a phone, stands in the middle on a desktop. */
export function Sheet({ title, isOpen, onClose, closeLabel, children, role = 'dialog' }: Props) {
  useBackCloses(isOpen, onClose);
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
      className="fixed inset-0 z-50 flex items-end justify-center bg-scrim lg:items-center lg:p-6"
    >
      <Modal className="max-h-[92dvh] w-full animate-[rise_180ms_var(--ease-out)] overflow-auto rounded-t-card border border-line bg-s1 pb-[env(safe-area-inset-bottom)] lg:max-w-130 lg:rounded-card">
        <Dialog role={role} className="px-5 pt-3 pb-6 outline-none">
          <header className="mb-2 flex items-center justify-between gap-3">
            <Heading slot="title" className="text-22">
              {title}
            </Heading>
            <IconButton icon="close" label={closeLabel} onPress={onClose} className="-mr-2" />
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps extends Omit<Props, 'role'> {
  actions: React.ReactNode;
}

/** A question with its answers beneath. */
export function ConfirmSheet({ actions, children, ...props }: ConfirmProps) {
  return (
    <Sheet {...props} role="alertdialog">
      <div className="text-mute">{children}</div>
      <div className="mt-5 flex flex-col gap-2.5">{actions}</div>
    </Sheet>
  );
}
