import type { FastifyInstance } from 'fastify';
import type { Center } from '../parts';
import { addAttachmentRoutes } from './attachments';
import { addBundleRoute } from './bundle';
import { addChangeRoute } from './changes';
import { addHealthRoute } from './health';
import { addLedgerRoute } from './ledger';
import { addRecordRoutes } from './records';

/** The paths of `src/shared/center-api/openapi.yaml`, and no others. */
export function addRoutes(app: FastifyInstance, center: Center): void {
  addHealthRoute(app, center);
  addBundleRoute(app, center);
  addRecordRoutes(app, center);
  addChangeRoute(app, center);
  addLedgerRoute(app, center);
  addAttachmentRoutes(app, center);
}
