// Preloaded by a test into the app's main process: notes what the shell hands to the desktop (window titles, notifications),
// how its pages are made and what they load, and, at SIGUSR2, what lies on the clipboard. Nothing of the product is replaced.
const { appendFileSync } = require('node:fs');
const Module = require('node:module');

const file = process.env['WATCHED_FILE'];
const note = (kind, value) => appendFileSync(file, `${JSON.stringify({ kind, value })}\n`);
const load = Module._load;
let isWatched = false;
Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request !== 'electron' || file === undefined || isWatched || !loaded.app) return loaded;
  isWatched = true;
  const { app, BrowserWindow, Notification, clipboard } = loaded;
  const setTitle = BrowserWindow.prototype.setTitle;
  BrowserWindow.prototype.setTitle = function (title) {
    note('title', title);
    return setTitle.call(this, title);
  };
  const show = Notification.prototype.show;
  Notification.prototype.show = function () {
    note('notification', `${this.title}\n${this.body}`);
    return show.call(this);
  };
  app.on('web-contents-created', (_event, contents) => {
    contents.on('page-title-updated', (_updated, title) => note('page title', title));
    setImmediate(() => note('preferences', JSON.stringify(contents.getLastWebPreferences())));
    contents.session.webRequest.onCompleted(({ url, responseHeaders }) =>
      note(
        'loaded',
        JSON.stringify({ url, policy: responseHeaders?.['content-security-policy']?.[0] ?? '' }),
      ),
    );
  });
  process.on('SIGUSR2', async () => {
    // The clipboard answers at once in older versions, later in newer ones, which have one of its own for the selection.
    const held = [
      clipboard.readText(),
      clipboard.selection ? clipboard.selection.readText() : clipboard.readText('selection'),
      clipboard.readHTML ? clipboard.readHTML() : '',
    ];
    note('clipboard', (await Promise.all(held)).join('\n'));
  });
  return loaded;
};
