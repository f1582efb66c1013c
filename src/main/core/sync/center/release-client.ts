import type { ReleaseClient } from '../ports';
import type { Ask } from './exchange';

/** The center's release: its signed list, and stretches of its packages. */
export function createReleaseClient(exchange: Ask): ReleaseClient {
  return {
    release: (signal) => exchange({ method: 'GET', url: '/v1/release' }, signal),
    piece: ({ version, file, offset, length }, signal) =>
      exchange(
        {
          method: 'GET',
          url: `/v1/release/${encodeURIComponent(version)}/${encodeURIComponent(file)}`,
          headers: {
            Accept: 'application/octet-stream, application/problem+json',
            Range: `bytes=${offset}-${offset + length - 1}`,
          },
        },
        signal,
      ),
  };
}
