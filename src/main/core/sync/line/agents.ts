import { Agent as HttpAgent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Duplex } from 'node:stream';
import { dial } from './dial';
import type { Line, Target } from './ports';

type Done = (error: Error | null, socket: Duplex) => void;

/**
 * The agents of the center's client: Node keeps and reuses the connections, `dial` makes them. Not a library's: those give
 * a refusing proxy's page to the caller as though the center had answered, and know no list of ways.
 */
export function createAgents(line: Line): {
  httpAgent: HttpAgent;
  httpsAgent: HttpsAgent;
  close: () => void;
} {
  const options: AgentOptions = { keepAlive: true, maxSockets: 2 };
  const httpAgent = new HttpAgent(options);
  const httpsAgent = new HttpsAgent(options);
  const connectBy = (isSecure: boolean) => (asked: ClientRequestArgs, done?: Done) => {
    dial(line, targetOf(asked, isSecure)).then(
      (socket) => done?.(null, socket),
      // Node looks at no socket where there is an error.
      (error: unknown) => done?.(error instanceof Error ? error : new Error('dial'), new Duplex()),
    );
    return undefined;
  };
  httpAgent.createConnection = connectBy(false);
  httpsAgent.createConnection = connectBy(true);
  return {
    httpAgent,
    httpsAgent,
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function targetOf({ host, port }: ClientRequestArgs, isSecure: boolean): Target {
  return {
    host: (host ?? '').replace(/^\[|\]$/g, ''),
    port: Number(port ?? (isSecure ? 443 : 80)),
    isSecure,
  };
}

/** The base address of the center as a target. */
export function targetAt(centerUrl: string): Target {
  const { hostname, port, protocol } = new URL(centerUrl);
  return targetOf({ host: hostname, port: port === '' ? null : port }, protocol === 'https:');
}
