import { z } from 'zod';
import { Directory, Interest, Official, Unit } from '../../../case/directory';
import { nothing, request } from '../request';

/** Units, officials and declared interests of the bureau. */
export const directoryRequests = {
  'directory.list': request('supervisor', nothing, Directory),
  /** Adds or changes one; nobody is taken out, only switched off. */
  'directory.saveUnit': request('supervisor', Unit, Directory),
  'directory.saveOfficial': request('supervisor', Official, Directory),
  'directory.declare': request(
    'supervisor',
    Interest.pick({ officialId: true, ground: true, words: true }),
    Directory,
  ),
  'directory.endInterest': request('supervisor', z.strictObject({ seq: Interest.shape.seq }), Directory),
} as const;
