import { lazy } from 'react';

export { CallerStrip } from './CallerStrip';
export { PracticeBand } from './PracticeBand';
export { PracticeOffer } from './PracticeOffer';
export { SeatDown } from './SeatDown';
/** Most shifts see it never: it comes when it is opened. */
export const PracticePage = lazy(async () => ({ default: (await import('./PracticePage')).PracticePage }));
