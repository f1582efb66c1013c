import { capOf, type ShortcutName } from '../../shared/shortcuts/shortcuts';
import { Kbd } from '../ui/Kbd';

/** The key of a command, as the table has it. */
export function Cap({ of }: { of: ShortcutName }) {
  return <Kbd>{capOf(of)}</Kbd>;
}
