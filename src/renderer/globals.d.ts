import type { SeatBridge } from '../shared/ipc/names';

declare global {
  interface Window {
    /** Put there by the preload script; missing outside the seat's own shell. */
    seat?: SeatBridge;
  }
}
