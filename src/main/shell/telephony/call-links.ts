import type { App } from 'electron';
import { CALL_SCHEME, isCallUri, parseCallUri, type CallUri } from '../../../shared/telephony/call-uri';

/**
 * A link in the words that a program was started with, well-formed or not; null where there is none. Words of a process
 * can be read by every program of this user (task manager, /proc), and that is outside our control: number and token of
 * a link are known there, for as long as the starting process lives. A softphone that can post to the loopback endpoint
 * should do that instead. Nothing of a link is logged or kept here.
 */
export function callLinkIn(argv: readonly string[]): { uri: CallUri | null } | null {
  const link = argv.find((word) => isCallUri(word));
  return link === undefined ? null : { uri: parseCallUri(link) };
}

/** Registers the seat as the program for `hn12369:` links while the telephone adapter is on, and takes it back. */
export function registerCallLinks(app: App, isOn: boolean): void {
  if (!app.isPackaged) return; // from the source it would name Electron itself
  if (isOn) app.setAsDefaultProtocolClient(CALL_SCHEME);
  else if (app.isDefaultProtocolClient(CALL_SCHEME)) app.removeAsDefaultProtocolClient(CALL_SCHEME);
}
