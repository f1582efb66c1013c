import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ShortcutName } from '../../shared/shortcuts/shortcuts';
import { commands, type Command } from './registry';

/** While mounted (and active), the key, the menu and the command bar do this. */
export function useCommand(name: ShortcutName, run: () => void, isActive = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  }, [run]);
  useEffect(
    () => (isActive ? commands.add({ name, run: () => latest.current() }) : undefined),
    [name, isActive],
  );
}

/** What can be done now; each name once. */
export function useCommands(): readonly Command[] {
  const all = useSyncExternalStore(commands.subscribe, commands.list);
  return all.filter((each, index) => all.findIndex((other) => other.name === each.name) === index);
}

/** The one listener for all of them. Mounted once; silent while a dialog asks something. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (document.querySelector('[role=dialog]') === null) commands.press(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
