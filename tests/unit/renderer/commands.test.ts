import { describe, expect, it, vi } from 'vitest';
import { CommandRegistry } from '../../../src/renderer/commands/registry';

function press(key: string, part: Partial<KeyboardEvent> = {}): KeyboardEvent {
  const held = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  const event = { key, code: key, ...held, defaultPrevented: false, preventDefault: vi.fn(), ...part };
  return event as unknown as KeyboardEvent;
}

describe('the commands of the moment', () => {
  it('are run by their key, the last to come first, and no longer once they are taken away', () => {
    const registry = new CommandRegistry();
    const done: string[] = [];
    registry.add({ name: 'on', run: () => done.push('page') });
    const leave = registry.add({ name: 'reviewConfirm', run: () => done.push('sheet') });
    expect(registry.press(press('F8'))).toBe(true);
    leave();
    expect(registry.press(press('F8'))).toBe(true);
    expect(done).toEqual(['sheet', 'page']);
    expect(registry.press(press('F2'))).toBe(false);
  });

  it('leave the keys of an input method alone, and what somebody else has taken', () => {
    const registry = new CommandRegistry();
    const run = vi.fn();
    registry.add({ name: 'on', run });
    expect(registry.press(press('F8', { isComposing: true }))).toBe(false);
    expect(registry.press(press('F8', { keyCode: 229 }))).toBe(false);
    expect(registry.press(press('F8', { defaultPrevented: true }))).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });

  it('run once for a key that is held down', () => {
    const registry = new CommandRegistry();
    const run = vi.fn();
    registry.add({ name: 'startCall', run });
    for (const repeat of [false, true, true]) registry.press(press('F3', { repeat }));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('tell who watches that they changed', () => {
    const registry = new CommandRegistry();
    const seen = vi.fn();
    const stop = registry.subscribe(seen);
    registry.add({ name: 'help', run: () => undefined })();
    stop();
    registry.add({ name: 'help', run: () => undefined });
    expect(seen).toHaveBeenCalledTimes(2);
  });
});
