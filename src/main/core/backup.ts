// The thread that makes one backup, rehearses its restore and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { makeBackup, type BackupOrder } from './backup/make';
import { sealingReady } from './vault/sealing';

const order = workerData as BackupOrder;
void sealingReady.then(() => {
  const made = makeBackup(order);
  order.key.fill(0);
  parentPort?.postMessage(made);
});
