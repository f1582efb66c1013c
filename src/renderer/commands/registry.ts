import { isPressed, type ShortcutName } from '../../shared/shortcuts/shortcuts';
import { isComposing } from '../ui/composing';

/** Something that can be done now, by key, from the menu and from the command bar. */
export interface Command {
  name: ShortcutName;
  run: () => void;
}

/** What can be done at this moment. Who is on screen adds its commands and takes them away again. */
export class CommandRegistry {
  private commands: readonly Command[] = [];
  private readonly listeners = new Set<() => void>();

  /** Returns how to take it away. The last to come is asked first: a dialog before its page. */
  add(command: Command): () => void {
    this.put([command, ...this.commands]);
    return () => this.put(this.commands.filter((each) => each !== command));
  }

  readonly list = (): readonly Command[] => this.commands;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Runs the command of a key press; false where it is nobody's. A key held down runs once. */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || isComposing(event)) return false;
    const command = this.commands.find(({ name }) => isPressed(name, event));
    if (command === undefined) return false;
    event.preventDefault();
    if (!event.repeat) command.run();
    return true;
  }

  private put(commands: readonly Command[]): void {
    this.commands = commands;
    for (const listener of this.listeners) listener();
  }
}

export const commands = new CommandRegistry();
