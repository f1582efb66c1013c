import { createContext, useContext } from 'react';
import type { CallId } from '../shared/ids';

export type Page =
  | 'intake'
  | 'queue'
  | 'review'
  | 'ledger'
  | 'settings'
  | 'practice'
  | 'sheet'
  | 'cases'
  | 'investigation'
  | 'statistics'
  | 'selfCheck'
  | 'updates'
  | 'handbook';

export interface Place {
  page: Page;
  /** The call to show there, where one is meant. */
  callId: CallId | null;
  /** When somebody last wished to take a call, from whatever page (F3), ms of this window; the intake starts one. */
  startWishedAt: number;
}

export interface Navigation {
  place: Place;
  go: (page: Page, callId?: CallId) => void;
  startCall: () => void;
}

export const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('useNavigation outside the frame');
  return navigation;
}

/** The key of a page by its place in the navigation, with Alt: 1…9, then 0. */
export const pageKey = (place: number): string => String((place + 1) % 10);
