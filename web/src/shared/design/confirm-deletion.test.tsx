// @vitest-environment happy-dom
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { Announcer } from './announcer';
import { ConfirmDeletion } from './confirm-deletion';

let page: Shown | undefined;
afterEach(() => page?.leave());

function Page({ onDelete }: { onDelete: () => Promise<void> }) {
  const [open, setOpen] = useState(true);
  return (
    <>
      <ConfirmDeletion title="Delete it?" isOpen={open} onClose={() => setOpen(false)} onDelete={onDelete}>
        The rest stays.
      </ConfirmDeletion>
      <Announcer />
    </>
  );
}

async function ask(onDelete: () => Promise<void>) {
  page = await showPage(() => <Page onDelete={onDelete} />, '/');
  return page;
}

test('nothing is deleted by who thinks better of it', async () => {
  const remove = vi.fn(async () => {});
  const page = await ask(remove);
  expect(page.text()).toContain('The rest stays.');
  await page.press('Cancel');
  expect(document.querySelector('[role=alertdialog]')).toBeNull();
  expect(remove).not.toHaveBeenCalled();
});

test('what could not be kept on the device is said, and the question stays', async () => {
  const remove = vi.fn(() => Promise.reject(new Error('no room')));
  const page = await ask(remove);
  await page.press('Delete');
  await page.sees('This could not be kept on this device.');
  expect(document.querySelector('[role=alertdialog]')).not.toBeNull();
  expect(remove).toHaveBeenCalledOnce();
});
