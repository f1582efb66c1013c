import { at } from '../../../build/base/paths.mjs';
import { AgentKeyboard } from './agent-keyboard';
import { CenterChild } from './center-child';
import { SeatApp } from './seat-app';

export const PASSPHRASE = 'anlan-bridge-77-willow';
export const PASSWORD = 'demo-12369';
/** Where tests leave what the window looked like. */
export const PICTURES = at('tests', 'end-to-end', 'pictures');

export interface Stage {
  center: CenterChild;
  app: SeatApp;
  hands: AgentKeyboard;
  /** Ends both. */
  clear: () => Promise<void>;
}

interface Wanted {
  /** Who signs in and closes the tour; null leaves the seat at its door. */
  person?: string | null;
  /** Where every dialog that saves or opens a file is answered with; without it dialogs wait for a hand. */
  saveInto?: string;
  /** Done to the center before the seat starts. */
  before?: (center: CenterChild) => Promise<void>;
}

/** A center and a fresh seat of the demo that belongs to it; returned from `beforeAll`, `clear` ends them. */
export async function raise({ person = 'p-1001', saveInto, before }: Wanted = {}): Promise<Stage> {
  const center = new CenterChild();
  let app: SeatApp | undefined;
  const clear = async () => {
    await app?.kill();
    await center.down('SIGKILL');
  };
  try {
    await center.up();
    await before?.(center);
    app = await SeatApp.launch({
      enrolment: center.enrolment,
      isDemo: true,
      ...(saveInto !== undefined && { env: answering(saveInto) }),
    });
    const hands = new AgentKeyboard(app.page);
    if (person !== null) {
      await hands.signIn(person, PASSWORD, PASSPHRASE);
      await hands.closeTour();
    }
    return { center, app, hands, clear };
  } catch (cause) {
    await clear();
    throw cause;
  }
}

const answering = (folder: string): NodeJS.ProcessEnv => ({
  STICK_FOLDER: folder,
  NODE_OPTIONS: `--require ${at('tests', 'end-to-end', 'stage', 'answered-dialogs.cjs')}`,
});
