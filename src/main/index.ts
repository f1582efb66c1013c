// The shell's table of contents. No module below has side effects on import: what happens, happens here, in this order.
import { app } from 'electron';
import { commandIn, runCommand, tellSeatIsRunning, WRITING } from './shell/core/command-line';
import { forgetProxyVariables } from './shell/core-process';
import { chooseProfileFolder } from './shell/profile';
import { holdsSingleInstance } from './shell/single-instance';
import { harden, registerAppScheme } from './shell/security';
import { startShell } from './shell/lifecycle';

chooseProfileFolder(app);
// Chromium's own fields write dates in its language: year first on a PC that was set up in English, too.
app.commandLine.appendSwitch('lang', 'zh-CN');
const command = commandIn(process.argv);
// A command reads beside a running seat, so it takes no lock and tells no other instance; what writes needs the store for itself.
if (command !== null && (!WRITING.includes(command.name) || holdsSingleInstance(app))) {
  forgetProxyVariables(process.env);
  harden(app);
  void app.whenReady().then(() => runCommand(app, command));
} else if (command !== null) {
  void tellSeatIsRunning(app, command).finally(() => app.exit(1));
} else if (holdsSingleInstance(app)) {
  forgetProxyVariables(process.env);
  registerAppScheme();
  harden(app);
  void app.whenReady().then(() => startShell(app));
} else {
  // The first instance was told and shows its window. Leave before anything opens a file.
  app.exit(0);
}
