// `npm run dist`: packages what this machine can package, reads the fuses back, and says what was not built and why.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { main, say } from './base/say.mjs';
import { at } from './base/paths.mjs';
import { assertContents } from './package/contents.mjs';
import { writeBillOfMaterials } from './package/bill-of-materials.mjs';
import { buildDeb, unpackedFolder } from './package/deb.mjs';
import { assertFloor, floorsIn } from './package/floor.mjs';
import { assertFuses } from './package/fuses.mjs';
import { planOf } from './package/plan.mjs';
import { packageApp } from './package/package-app.mjs';
import { resolveRuntime } from './runtime.mjs';

const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

async function pack(target) {
  await packageApp(target);
  if (!target.isDeb) return;
  const { arch } = target;
  const unpacked = unpackedFolder(at('release'), arch);
  const floor = sayFloors(unpacked, arch);
  say(`packed: ${relative(at(), await buildDeb({ unpacked, out: at('release'), version, arch, floor }))}`);
}

/** Prints what each binary wants of the C library, and throws where that is more than the target has. */
function sayFloors(folder, arch) {
  const floors = floorsIn(folder);
  for (const { file, floor } of floors) say(`glibc ${floor}: ${file}`);
  return assertFloor(floors, arch);
}

await main(async () => {
  const runtime = resolveRuntime();
  const { buildable, refused } = planOf(runtime);
  say(
    `bill of materials: ${writeBillOfMaterials(runtime.version)} components, each under an allowed licence (release/sbom.cdx.json)`,
  );
  for (const target of buildable) {
    const { title } = target;
    say(`packaging: ${title} …`);
    const failure = await pack(target).then(
      () => null,
      (error) => String(error.message ?? error).split('\n')[0],
    );
    if (failure === null) say(`built: ${title}`);
    else if (target.isRequired) throw new Error(`${title} could not be packaged: ${failure}`);
    else refused.push({ title, why: failure ?? '' });
  }
  if (process.platform === 'linux') {
    const folder = at('release', process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');
    const executable = join(folder, 'hn12369-seat');
    sayFloors(folder, process.arch);
    say(
      `the package holds ${assertContents(folder)} files: the built app and the native store, nothing else`,
    );
    await assertFuses(executable);
    say('fuses read back from the packaged executable: as electron-builder.yml sets them');
    say(
      `run the window tests against it: SEAT_PACKAGED=${relative(at(), executable)} npm test -- end-to-end`,
    );
  }
  for (const { title, why } of refused) say(`not built: ${title}: ${why}`);
});
