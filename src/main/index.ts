// The shell's table of contents. No module below has side effects on import: what happens, happens here, in this order.
import { app } from 'electron';
import { commandIn, runCommand } from './shell/core/command-line';
import { forgetProxyVariables } from './shell/core-process';
import { chooseProfileFolder } from './shell/profile';
import { holdsSingleInstance } from './shell/single-instance';
import { harden, registerAppScheme } from './shell/security';
import { startShell } from './shell/lifecycle';

chooseProfileFolder(app);
const command = commandIn(process.argv);
if (command !== null && (command !== 'restore' || holdsSingleInstance(app))) {
  // Reads beside a running seat, so it takes no lock and tells no other instance; a restore needs the store for itself.
  forgetProxyVariables(process.env);
  harden(app);
  void app.whenReady().then(() => runCommand(app, command));
} else if (command !== null) {
  process.stderr.write('The seat is running: quit it first (坐席正在运行，请先退出).\n');
  app.exit(1);
} else if (holdsSingleInstance(app)) {
  forgetProxyVariables(process.env);
  registerAppScheme();
  harden(app);
  void app.whenReady().then(() => startShell(app));
} else {
  // The first instance was told and shows its window. Leave before anything opens a file.
  app.exit(0);
}
