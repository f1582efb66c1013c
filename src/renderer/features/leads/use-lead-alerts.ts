import { useEffect } from 'react';
import type { LeadAlerts } from '../../../shared/ipc/contract';
import { useSeatQuery } from '../../seat/seat-queries';

const NONE: LeadAlerts = { count: 0, alerts: [] };

/** Major leads that no supervisor has seen yet: which for a supervisor, how many for everybody. */
export function useLeadAlerts(): LeadAlerts {
  return useSeatQuery('lead.alerts', {}).data ?? NONE;
}

/** How many major leads wait for a supervisor. */
export function useWaitingLeads(): number {
  return useLeadAlerts().count;
}

const AGAIN_AFTER_MS = 20_000;

/** Two tones at once and every 20 s while `isOn`; silent where the PC has no sound. */
export function useAlarm(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const context = new AudioContext();
    ring(context);
    const again = setInterval(() => ring(context), AGAIN_AFTER_MS);
    return () => {
      clearInterval(again);
      void context.close();
    };
  }, [isOn]);
}

const TONES_HZ = [660, 880];
const TONE_S = 0.18;
const LOUDNESS = 0.12;

function ring(context: AudioContext): void {
  TONES_HZ.forEach((frequency, index) => {
    const starts = context.currentTime + index * TONE_S;
    const tone = new OscillatorNode(context, { frequency });
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime(0, starts);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, starts + 0.02);
    loudness.gain.linearRampToValueAtTime(0, starts + TONE_S);
    tone.connect(loudness).connect(context.destination);
    tone.start(starts);
    tone.stop(starts + TONE_S);
  });
}
