import { createContext, useContext } from 'react';

/** Opens the handbooks before anybody has signed in; null where they are not to be had, as behind the lock. */
export const DoorHelpContext = createContext<(() => void) | null>(null);

export const useDoorHelp = (): (() => void) | null => useContext(DoorHelpContext);
