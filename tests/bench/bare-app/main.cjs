// The yardstick of the bench: the least Electron app that shows a window with one field in it.
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({
    show: false,
    width: 1280,
    height: 720,
    webPreferences: { sandbox: true },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(`${__dirname}/index.html`);
});
app.on('window-all-closed', () => app.quit());
