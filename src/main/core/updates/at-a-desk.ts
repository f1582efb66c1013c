import { AuditChain } from '../audit/chain';
import type { Desk } from '../desk';
import type { CoreConfig } from '../ports';
import type { ReleaseClient } from '../sync/ports';
import { updatesFolder } from './staged';
import { Updates, type UpdatesParts } from './updates';

/** Updates at the desk that is open, over its line and in its audit. */
export function openUpdates({
  config,
  desk,
  releases,
  clock,
  ...parts
}: Omit<UpdatesParts, 'into' | 'version' | 'platform' | 'desk'> & {
  config: Pick<CoreConfig, 'dataFolder' | 'version'>;
  desk: () => Desk | undefined;
  /** Undefined: an earlier center, which has none. */
  releases: () => ReleaseClient | undefined;
}): Updates {
  return new Updates({
    ...parts,
    clock,
    into: updatesFolder(config),
    version: config.version,
    platform: `${process.platform}-${process.arch}`,
    desk: () => {
      const open = desk();
      if (open === undefined) return undefined;
      const { store, sync } = open;
      return {
        openCalls: () => store.drafts.countOpen(),
        link: () => sync.state().link,
        whenLineIsFree: () => sync.whenIdle(),
        center: releases(),
        wroteDown: (actor, version, from) =>
          store.write(() =>
            new AuditChain(store.audit).append({
              at: clock.now(),
              actor,
              act: 'update_staged',
              subject: version,
              detail: from,
            }),
          ),
      };
    },
  });
}
