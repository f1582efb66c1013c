import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import type { ChartOption, Plot } from './echarts';

/** A chart on a canvas. What it shows stands in its table too; `label` says that much to a screen reader. */
export function Chart({ option, label }: { option: ChartOption; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const latest = useRef(option);

  useEffect(() => {
    latest.current = option;
    plot.current?.setOption(option, { notMerge: true });
  }, [option]);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let isGone = false;
    const resized = new ResizeObserver(() => plot.current?.resize());
    void import('./echarts').then(({ init }) => {
      if (isGone) return;
      emptiedWithoutMarkup(element);
      plot.current = init(element, null, { renderer: 'canvas' });
      plot.current.setOption(latest.current);
      resized.observe(element);
    });
    return () => {
      isGone = true;
      resized.disconnect();
      plot.current?.dispose();
      plot.current = null;
    };
  }, []);

  return <Box ref={place} role="img" aria-label={label} sx={{ height: '100%', minHeight: '15rem' }} />;
}

/**
 * The drawing library empties its element by writing markup, which the window's policy (trusted types) refuses even where
 * it is none. For this element that means: take the children out, whatever is written.
 */
function emptiedWithoutMarkup(element: HTMLElement): void {
  Object.defineProperty(element, 'innerHTML', { configurable: true, set: () => element.replaceChildren() });
}
