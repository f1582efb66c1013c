import { useEffect, useState } from 'react';
import { type Gazetteer, gazetteerOf } from '../../../../shared/address/gazetteer';
import type { Bundle } from '../../../../shared/script/bundle';
import { currentReader, loadReader } from '../../../pinyin';

interface Known {
  written?: Gazetteer;
  heard?: Gazetteer;
}
const known = new WeakMap<Bundle, Known>();

function knownOf(bundle: Bundle): Known {
  let each = known.get(bundle);
  if (each === undefined) {
    each = {};
    known.set(bundle, each);
  }
  return each;
}

/** By what is written alone until the sounds are ready: some 100 ms of work, done when the window is at leisure. */
function gazetteerNow(bundle: Bundle): Gazetteer {
  const each = knownOf(bundle);
  return each.heard ?? (each.written ??= gazetteerOf(bundle.catalogue));
}

/** Makes the sounds ready while nobody waits for them; resolves when they are, or can't be had. */
export async function warmGazetteer(bundle: Bundle): Promise<void> {
  await leisure();
  await loadReader();
  await leisure();
  const reader = currentReader();
  if (reader !== undefined) knownOf(bundle).heard ??= gazetteerOf(bundle.catalogue, reader);
}

const leisure = () =>
  new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 2_000 }));

/** The names by which this call's bundle reads an address. */
export function useGazetteer(bundle: Bundle): Gazetteer {
  const [, setReady] = useState(false);
  useEffect(() => {
    let isHere = true;
    void warmGazetteer(bundle).then(() => isHere && setReady(true));
    return () => {
      isHere = false;
    };
  }, [bundle]);
  return gazetteerNow(bundle);
}
