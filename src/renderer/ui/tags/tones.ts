import type { Tokens } from '../../theme/tokens';

/** What a colour stands for; the words beside it always say it too. */
export type Tone = 'plain' | 'info' | 'attention' | 'danger' | 'good' | 'primary';

export function toneColours(seat: Tokens, tone: Tone): { ground: string; line: string; ink: string } {
  if (tone === 'plain') return { ground: seat.inset, line: seat.line, ink: seat.inkSoft };
  return { ground: seat[`${tone}Tint`], line: seat[`${tone}Line`], ink: seat[tone] };
}
