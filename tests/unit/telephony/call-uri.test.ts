import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCallUri, parseCallUri } from '../../../src/shared/telephony/call-uri';
import { Softphone } from '../../softphone/softphone';

const TOKEN = 'q3Zb0Xn5v8kYw2LrT7uJcMfHs1DpEa9GiOxV4tBlNQz';
const good = `hn12369://call?event=ring&id=77.a@pbx&number=%2B8613800001234&token=${TOKEN}`;

test('a link says the same as a posted event', () => {
  expect(parseCallUri(good)).toEqual({
    event: { event: 'ring', callId: '77.a@pbx', number: '+8613800001234' },
    token: TOKEN,
  });
  expect(parseCallUri(good.replace('call?', 'call/?'))).toEqual(parseCallUri(good));
  expect(parseCallUri(`hn12369://call?event=hang_up&id=1&at=1795000000000&token=${TOKEN}`)?.event).toEqual({
    event: 'hang_up',
    callId: '1',
    at: 1_795_000_000_000,
  });
  const phone = new Softphone({ address: '', token: TOKEN });
  phone.dial('0371-6630 9999');
  for (const event of ['ring', 'answer', 'hang_up'] as const) {
    expect(parseCallUri(phone.link(event))?.event).toMatchObject({ event, number: '0371-6630 9999' });
  }
});

test.each([
  'hn12369://call',
  'hn12369://call?',
  `HN12369://call?event=ring&id=1&token=${TOKEN}`,
  `hn12369://other?event=ring&id=1&token=${TOKEN}`,
  `hn12369://call/x?event=ring&id=1&token=${TOKEN}`,
  `hn12369://user@call?event=ring&id=1&token=${TOKEN}`,
  `hn12369:call?event=ring&id=1&token=${TOKEN}`,
  `https://call?event=ring&id=1&token=${TOKEN}`,
  `hn12369://call?event=ring&id=1&token=${TOKEN}#x`,
  `hn12369://call?event=dial&id=1&token=${TOKEN}`,
  `hn12369://call?event=ring&id=&token=${TOKEN}`,
  `hn12369://call?event=ring&id=a%20b&token=${TOKEN}`,
  'hn12369://call?event=ring&id=1',
  'hn12369://call?event=ring&id=1&token=short',
  `hn12369://call?event=ring&id=1&id=2&token=${TOKEN}`,
  `hn12369://call?event=ring&id=1&token=${TOKEN}&note=x`,
  `hn12369://call?event=ring&id=1&token=${TOKEN}&constructor=x`,
  `hn12369://call?event=ring&id=1&number=138%3Cb%3E&token=${TOKEN}`,
  `hn12369://call?event=ring&id=1&number=%E0%A4%A&token=${TOKEN}`,
  `hn12369://call?event=ring&id=1&at=1e9&token=${TOKEN}`,
  `hn12369://call?event=ring&id=1&at=-5&token=${TOKEN}`,
  `hn12369://call?event=ring&id=1&token=${TOKEN} --inspect`,
  `hn12369://call?event=ring&id=${'1'.repeat(700)}&token=${TOKEN}`,
])('%s is no link of ours', (text) => {
  expect(parseCallUri(text)).toBeNull();
});

test('junk is never taken, and never breaks anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (junk) => {
      expect(parseCallUri(junk)).toBeNull();
      expect(parseCallUri(`hn12369://call?${junk}`)).toBeNull();
      const at = junk.length % good.length;
      const spoilt = good.slice(0, at) + '\u0000' + good.slice(at);
      expect(parseCallUri(spoilt)).toBeNull();
      expect(isCallUri(`hn12369://${junk}`)).toBe(true);
    }),
  );
});
