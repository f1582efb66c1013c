import { expect, test } from 'vitest';
import { Leaving } from '../../../src/main/shell/leaving/leaving';
import { callLinkIn } from '../../../src/main/shell/telephony/call-links';

function aDoor(open: number) {
  const state = { open, isHung: false, refused: 0, left: 0, asked: 0 };
  const leaving = new Leaving({
    openCalls: () => {
      state.asked += 1;
      return Promise.resolve(state.open);
    },
    isHung: () => state.isHung,
    onRefused: () => (state.refused += 1),
  });
  /** True where the event was let through. */
  const close = () => {
    let passes = true;
    leaving.guard({ preventDefault: () => (passes = false) }, () => (state.left += 1));
    return passes;
  };
  return { leaving, state, close };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('an open call keeps the window, and leads back to it; once it has its end the way is free (R-14)', async () => {
  const { state, close } = aDoor(1);
  expect(close()).toBe(false);
  expect(close()).toBe(false);
  await turn();
  expect(state).toMatchObject({ asked: 1, refused: 1, left: 0 });
  state.open = 0;
  expect(close()).toBe(false);
  await turn();
  expect(state).toMatchObject({ asked: 2, refused: 1, left: 1 });
  expect(close()).toBe(true);
});

test('nobody is held hostage: a hung page and the end of the session let go', async () => {
  const hung = aDoor(1);
  hung.state.isHung = true;
  hung.close();
  await turn();
  expect(hung.state).toMatchObject({ asked: 0, refused: 0, left: 1 });
  const ending = aDoor(1);
  ending.leaving.grant();
  expect(ending.close()).toBe(true);
  expect(ending.state.asked).toBe(0);
});

test('a link is found among whatever words the app was started with', () => {
  const token = 'q3Zb0Xn5v8kYw2LrT7uJcMfHs1DpEa9GiOxV4tBlNQz';
  const link = `hn12369://call?event=answer&id=1&token=${token}`;
  expect(callLinkIn(['/opt/seat', '--no-sandbox', link])?.uri).toMatchObject({ event: { event: 'answer' } });
  expect(callLinkIn(['/opt/seat', 'hn12369://call?event=answer'])).toEqual({ uri: null });
  expect(callLinkIn(['/opt/seat', '--flag'])).toBeNull();
});
