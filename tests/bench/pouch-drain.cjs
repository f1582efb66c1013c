// The other yardstick: PouchDB replicating the same bodies to express-pouchdb in another process.
// usage: node pouch-drain.cjs FOLDER FILE_WITH_BODIES   (prints one JSON line)
const { fork } = require('node:child_process');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const PouchDB = require('pouchdb');

const [folder, input] = process.argv.slice(2);

function serve() {
  const app = require('express')();
  const Served = PouchDB.defaults({ prefix: path.join(folder, 'served-') });
  app.use('/', require('express-pouchdb')(Served, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
  const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

async function push() {
  const far = fork(__filename, [folder, input], {
    env: { ...process.env, POUCH_SERVER: '1' },
    stdio: 'ignore',
  });
  const port = await new Promise((resolve) => far.once('message', resolve));
  const near = new PouchDB(path.join(folder, 'near'));
  const bodies = JSON.parse(readFileSync(input, 'utf8'));
  await near.bulkDocs(bodies.map(({ id, body }) => ({ _id: id, body })));
  const startedAt = performance.now();
  const result = await near.replicate.to(`http://127.0.0.1:${port}/reports`, { batch_size: 50 });
  const perSecond = (result.docs_written / (performance.now() - startedAt)) * 1000;
  far.kill();
  process.stdout.write(`${JSON.stringify({ written: result.docs_written, perSecond })}\n`, () =>
    process.exit(0),
  );
}

if (process.env.POUCH_SERVER) serve();
else void push();
