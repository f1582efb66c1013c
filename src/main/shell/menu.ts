import { Menu, type App } from 'electron';

/** An installed seat has no menu: everything is in the window. Developers get reload and developer tools. */
export function setMenu(app: App): void {
  if (app.isPackaged) {
    Menu.setApplicationMenu(null);
    return;
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: 'Development', submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }, { role: 'quit' }] },
    ]),
  );
}
