import type { ShippedComponent } from '../../../shared/licences/component';
import { Verification } from '../audit/verification';
import type { Announce, CoreConfig, FileDialogs, KeyStore, PrinterList, SettingsStore } from '../ports';
import type { Clock } from '../sync/ports';
import { shippedComponents } from './licences';
import type { Opened, StandingStore } from './opened';
import { SelfCheck } from './self-check';
import { SupportBundles } from './support-bundles';

export interface CareParts {
  config: CoreConfig;
  keyStore: KeyStore;
  settings: SettingsStore;
  storeState: () => StandingStore;
  opened: () => Opened | undefined;
  printers: (() => Promise<PrinterList | null>) | undefined;
  dialogs: FileDialogs | undefined;
  clock: Clock;
  announce: Announce;
  reserveBytes?: number | undefined;
}

/** How this PC is, what an auditor asks, and what goes to whoever helps. There before the store is open. */
export class Care {
  readonly selfCheck: SelfCheck;
  readonly verification: Verification;
  readonly support: SupportBundles;
  /** What the program carries of others. */
  readonly licences: () => ShippedComponent[];

  constructor(parts: CareParts) {
    const onProgress = () => parts.announce('care');
    const printers = parts.printers ?? (() => Promise.resolve(null));
    this.selfCheck = new SelfCheck({ ...parts, printers, onProgress });
    this.licences = () => shippedComponents(parts.config.licencesFile);
    this.verification = new Verification({ ...parts, onProgress });
    this.support = new SupportBundles({ ...parts, selfCheck: () => this.selfCheck.finished() });
  }
}
