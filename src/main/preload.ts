import { contextBridge, ipcRenderer } from 'electron';
import { REQUEST_NAMES, type SeatBridge } from '../shared/ipc/names';
import { CONNECT_CHANNEL, GONE_CHANNEL, MARKED_CHANNEL, PORT_CHANNEL } from './bridge-channels';
import { createBridge } from './bridge';
import { watchMarkedText, type MarkedPage } from './marked-text';

// The window's only way out: the names of the contract, over one port to the core.
const bridge = createBridge(REQUEST_NAMES);
ipcRenderer.on(PORT_CHANNEL, (event) => {
  const [port] = event.ports;
  if (port) bridge.usePort(port);
});
ipcRenderer.on(GONE_CHANNEL, () => bridge.losePort());
contextBridge.exposeInMainWorld('seat', bridge.seat satisfies SeatBridge);
ipcRenderer.send(CONNECT_CHANNEL);
watchMarkedText((globalThis as unknown as { document: MarkedPage }).document, () =>
  ipcRenderer.send(MARKED_CHANNEL),
);
