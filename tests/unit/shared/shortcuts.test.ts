import { describe, expect, it } from 'vitest';
import {
  capOf,
  isPressed,
  SHORTCUT_NAMES,
  SHORTCUTS,
  type KeyPress,
} from '../../../src/shared/shortcuts/shortcuts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});

describe('the table of keys', () => {
  it('gives no key two meanings in one place', () => {
    const isCall = (a: string, b: string) => [a, b].sort().join() === 'call,side';
    const together = (a: string, b: string) =>
      a === b || [a, b].some((place) => place === 'everywhere' || place === 'practice') || isCall(a, b);
    const clashes = SHORTCUT_NAMES.flatMap((one, index) =>
      SHORTCUT_NAMES.slice(index + 1)
        .filter((other) => together(SHORTCUTS[one].place, SHORTCUTS[other].place))
        .filter((other) => SHORTCUTS[one].keys.some((key) => SHORTCUTS[other].keys.includes(key)))
        .map((other) => [one, other]),
    );
    expect(clashes).toEqual([]);
  });

  it('takes no key away from Chinese input methods and from typing', () => {
    const taken = SHORTCUT_NAMES.flatMap((name) => SHORTCUTS[name].keys).filter(
      (key) => /^(?:Shift\+)?.$/.test(key) || /^Control\+(?:Space|,|\.|Shift)/.test(key),
    );
    expect(taken).toEqual([]);
  });

  it('goes by the place of a letter where an input method hides the sign', () => {
    expect(isPressed('startCall', press('Process', { code: 'KeyN', altKey: true }))).toBe(true);
    expect(isPressed('startCall', press('n', { altKey: true }))).toBe(true);
    expect(isPressed('startCall', press('n'))).toBe(false);
    expect(isPressed('startCall', press('n', { altKey: true, ctrlKey: true }))).toBe(false);
  });

  it('tells held keys apart', () => {
    expect(isPressed('hangUp', press('F9'))).toBe(true);
    expect(isPressed('hangUp', press('F9', { shiftKey: true }))).toBe(false);
    expect(isPressed('endDropped', press('F9', { shiftKey: true }))).toBe(true);
    expect(isPressed('larger', press('+', { ctrlKey: true, shiftKey: true }))).toBe(true);
  });

  it('prints keys as they stand on the caps', () => {
    expect([capOf('commandBar'), capOf('back', 1), capOf('larger', 1), capOf('endDropped')]).toEqual([
      'Ctrl K',
      'Alt ←',
      'Ctrl +',
      'Shift F9',
    ]);
  });
});
