// The thread that looks into one attachment and ends. What it cannot do in time, or in its room, is not taken.
import { parentPort, workerData } from 'node:worker_threads';
import { cleanFile } from '../../shared/attachments/clean';
import { fileTools } from './attachments/file-tools';

const cleaned = cleanFile(workerData as Uint8Array, fileTools);
// Not in an array of its own: a part of what came in may be all that is left of it.
const own = cleaned.ok ? { ...cleaned, bytes: new Uint8Array(cleaned.bytes) } : cleaned;
parentPort?.postMessage(own, own.ok ? [own.bytes.buffer] : []);
