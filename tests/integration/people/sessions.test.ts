import { onTestFinished, test, expect } from 'vitest';
import { migrate } from '../../../src/center/database/migrate';
import { openPglite } from '../../../src/center/database/pglite';
import { withVerifier } from '../../../src/center/people/people';
import { createSessions } from '../../../src/center/people/sessions';
import { DEMO_PEOPLE } from '../../../src/center/enrolment';

test('a try that was asked a moment earlier and is looked at a moment later is not too soon', async () => {
  const database = await openPglite({ folder: null });
  onTestFinished(() => database.close());
  await migrate(database);
  const [one] = DEMO_PEOPLE;
  if (one === undefined) throw new Error('Nobody');
  const person = { ...(await withVerifier(one)), isActive: true };
  const sessions = createSessions(database, { list: async () => [person] });
  const now = Date.now();
  expect(await sessions.signIn('ZZ01', one.id, 'wrong', now)).toMatchObject({ reason: 'wrong_password' });
  // Two processes of a center, or two requests of one: their times need not be in the order they are counted in.
  expect(await sessions.signIn('ZZ01', one.id, 'wrong', now - 40)).toMatchObject({
    reason: 'wrong_password',
  });
  expect(await sessions.signIn('ZZ01', one.id, one.password, now - 80)).toMatchObject({ ok: true });
});
