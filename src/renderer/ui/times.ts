import { useEffect, useState } from 'react';
import { shanghaiTimestamp } from '../../shared/shanghai-time';

/** `09:05:07` in Asia/Shanghai. */
export const clockTime = (at: number) => shanghaiTimestamp(at).slice(11);

/** `11-23 09:05` in Asia/Shanghai. */
export const shortTime = (at: number) => shanghaiTimestamp(at).slice(5, 16);

/** `2026-11-23 09:05:07` in Asia/Shanghai. */
export const fullTime = shanghaiTimestamp;

/** `3:07`, `1:02:45`: how long a call has lasted. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

export type AgeUnit = 'moment' | 'minutes' | 'hours' | 'days';

/** How long ago, in the unit a person would say. */
export function ageOf(ms: number): { unit: AgeUnit; n: number } {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return { unit: 'moment', n: 0 };
  if (minutes < 60) return { unit: 'minutes', n: minutes };
  if (minutes < 48 * 60) return { unit: 'hours', n: Math.floor(minutes / 60) };
  return { unit: 'days', n: Math.floor(minutes / 1440) };
}

/** The seat's clock, ticking. UTC ms. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
