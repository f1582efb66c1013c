import { expect, test } from 'vitest';
import { anInvestigatedCase, DEPUTY_ID, HEAD_ID, signed } from '../../builders/investigation/case';

// whoever investigated or signs is held against the declared-interest register, as whoever a case is given to.

async function reasonOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'ok',
    (error: { failure?: { params?: { reason?: string } } } & Error) =>
      String(error.failure?.params?.reason ?? error.message),
  );
}
const declare = (one: Awaited<ReturnType<typeof anInvestigatedCase>>, officialId: string, words: string) =>
  one.supervisor.ask('directory.declare', { officialId: officialId as never, ground: 'kin', words });

test('the deputy has declared an interest in the party that was found: the head signs, not the deputy', async () => {
  const one = await anInvestigatedCase();
  // Not the target that was reported (无名洗涤厂), but the company that it turned out to be.
  await declare(one, DEPUTY_ID, '清源布草洗涤');
  expect(await reasonOf(signed(one))).toContain('recusal');
  const view = await one.supervisor.ask('investigation.get', { callId: one.callId });
  expect(view.standing).toMatchObject([{ officialId: DEPUTY_ID, ground: 'kin', isBlocking: true }]);
  expect(view.signed).toBeNull();
  const outcome = await signed(one, HEAD_ID);
  expect(outcome).toMatchObject({ kind: 'signed', view: { signed: { leader: { id: HEAD_ID } } } });
  const { acts } = await one.supervisor.ask('case.view', { callId: one.callId });
  expect(acts.at(-1)?.act).toMatchObject({ kind: 'reported', recusal: { asked: true, decision: '' } });
});

test('an author of the report who has to stand back is a gap of the report, also where the name was typed', async () => {
  const one = await anInvestigatedCase();
  const { officials } = await one.supervisor.ask('directory.list', {});
  const handler = officials.find(({ role }) => role === 'handler')!;
  await declare(one, handler.id, one.form.enterprise.legalPerson);
  const { signature } = one.form;
  for (const officialId of [handler.id, null]) {
    const lead = { ...signature.lead, officialId, name: handler.name };
    const assistants = [{ officialId: null, name: '邹平', phone: '13800138001' }];
    const form = { ...one.form, signature: { ...signature, lead, assistants } };
    expect(await signed({ ...one, form })).toMatchObject({
      kind: 'incomplete',
      problems: [{ section: 'signature', field: 'signature.lead.name', code: 'recusal' }],
    });
  }
});

test('a name that the reporter told waits for somebody’s word, which is kept with the signature', async () => {
  const one = await anInvestigatedCase({}, undefined, '别让马队长来查，他跟老板称兄道弟');
  const reviewer = { officialId: null, name: '马志远', phone: '0371-67100014' };
  const form = { ...one.form, signature: { ...one.form.signature, reviewer } };
  const named = { ...one, form };
  expect(await reasonOf(signed(named))).toContain('recusal_undecided');
  const { standing, signed: none } = await one.supervisor.ask('investigation.get', { callId: one.callId });
  expect(standing).toMatchObject([
    { officialId: null, name: '马志远', ground: 'reporter', words: '马队长', isBlocking: false },
  ]);
  expect(none).toBeNull();
  const decision = '核实为同姓，不是一人';
  expect(await signed(named, DEPUTY_ID, decision)).toMatchObject({ kind: 'signed' });
  const { acts } = await one.supervisor.ask('case.view', { callId: one.callId });
  expect(acts.at(-1)?.act).toMatchObject({ kind: 'reported', recusal: { asked: true, decision } });
});
