import { RegionView } from '../../region/view';
import { nothing, request } from './request';

/** What the center knows of all seats of the city. */
export const regionRequests = {
  'region.view': request('supervisor', nothing, RegionView),
  /** The same; and the center is asked anew. */
  'region.refresh': request('supervisor', nothing, RegionView),
} as const;
