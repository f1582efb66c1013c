// TEST ONLY: as many empty windows of the seat's own Electron as SEAT_WINDOWS says; what they show is the test's affair.
const { app, BrowserWindow, Menu } = require('electron');

app.setPath('userData', process.env.SEAT_USER_DATA);
Menu.setApplicationMenu(null);
void app.whenReady().then(() => {
  for (let index = 0; index < Number(process.env.SEAT_WINDOWS); index += 1) {
    const window = new BrowserWindow({
      width: 1280,
      height: 720,
      useContentSize: true,
      webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
    });
    void window.loadURL('about:blank');
  }
});
