import type { FastifyInstance } from 'fastify';
import type { Center } from '../parts';
import { addAttachmentRoutes } from './attachments';
import { addBundleRoute } from './bundle';
import { addChangeRoute } from './changes';
import { addHealthRoute } from './health';
import { addIdentityRoutes } from './identity';
import { addLedgerRoute } from './ledger';
import { addOperatorRoutes } from './operator';
import { addPeopleRoutes } from './people';
import { addRecordRoutes } from './records';
import { addRegionRoute } from './region';
import { addReleaseRoutes } from '../../releases/routes';
import { addKeyRoutes } from '../../keys/routes';

/** The paths of `src/shared/center-api/openapi.yaml`, and beside them the operator's page alone. */
export function addRoutes(app: FastifyInstance, center: Center): void {
  addHealthRoute(app, center);
  addBundleRoute(app, center);
  addRecordRoutes(app, center);
  addChangeRoute(app, center);
  addLedgerRoute(app, center);
  addAttachmentRoutes(app, center);
  addRegionRoute(app, center);
  addReleaseRoutes(app, center);
  addKeyRoutes(app, center);
  addPeopleRoutes(app, center);
  addIdentityRoutes(app, center);
  addOperatorRoutes(app, center);
}
