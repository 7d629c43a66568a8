import { expect, test } from 'vitest';
import { fieldErrors } from './server-errors';

test('findings go to their fields, others to none', () => {
  const errors = [
    { pointer: '/password', code: 'password_length', message: 'Too short.' },
    { pointer: '/emailed', code: 'x', message: 'Not this one.' },
    { pointer: '', code: 'y', message: 'The whole.' },
  ];
  expect(fieldErrors(errors, ['email', 'password'], ({ code }) => code)).toEqual({ password: 'password_length' });
});
