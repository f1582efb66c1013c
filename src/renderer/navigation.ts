import { createContext, useContext } from 'react';
import type { CallId } from '../shared/ids';

export type Page = 'intake' | 'queue' | 'review' | 'settings';

export interface Place {
  page: Page;
  /** The call to show there, where one is meant. */
  callId: CallId | null;
}

export interface Navigation {
  place: Place;
  go: (page: Page, callId?: CallId) => void;
}

export const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('useNavigation outside the frame');
  return navigation;
}
