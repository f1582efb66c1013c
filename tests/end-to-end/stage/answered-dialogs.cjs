// Preloaded by a test into the app's main process: the system's file dialogs are answered as a person would, with files on
// a "stick". Nothing of the product is replaced.
const { join } = require('node:path');
const { readdirSync } = require('node:fs');
const Module = require('node:module');

const stick = process.env['STICK_FOLDER'];
const load = Module._load;
Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request !== 'electron' || typeof loaded !== 'object' || stick === undefined) return loaded;
  loaded.dialog.showSaveDialog = async (_window, { defaultPath }) => ({
    canceled: false,
    filePath: join(stick, defaultPath),
  });
  loaded.dialog.showOpenDialog = async (_window, { filters, properties }) => {
    if (properties.includes('openDirectory')) return { canceled: false, filePaths: [stick] };
    const ending = filters[0].extensions[0];
    // Of several the one that a person changed.
    const answers = readdirSync(stick).filter((name) => name.endsWith(`.${ending}`));
    const answer = answers.find((name) => name.startsWith('edited')) ?? answers[0];
    return { canceled: answer === undefined, filePaths: answer === undefined ? [] : [join(stick, answer)] };
  };
  return loaded;
};
