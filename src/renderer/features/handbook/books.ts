import agent from '../../../../assets/handbook/zh-CN/agent.md?raw';
import installer from '../../../../assets/handbook/zh-CN/installer.md?raw';
import security from '../../../../assets/handbook/zh-CN/security.md?raw';
import supervisor from '../../../../assets/handbook/zh-CN/supervisor.md?raw';
import { chaptersOf, type Chapter } from '../../../shared/handbook/chapters';

export const BOOKS = ['agent', 'supervisor', 'installer', 'security'] as const;
export type BookName = (typeof BOOKS)[number];

const TEXTS: Readonly<Record<BookName, string>> = { agent, supervisor, installer, security };

/** The chapters of each handbook, in its order. */
export const CHAPTERS: Readonly<Record<BookName, readonly Chapter[]>> = {
  agent: chaptersOf(TEXTS.agent),
  supervisor: chaptersOf(TEXTS.supervisor),
  installer: chaptersOf(TEXTS.installer),
  security: chaptersOf(TEXTS.security),
};

const FILES = import.meta.glob<string>('../../../../assets/handbook/pictures/*.webp', {
  eager: true,
  query: '?url',
  import: 'default',
});

/** The address of a picture that a handbook names as `pictures/NAME.webp`. */
export const pictureUrl = (src: string): string | undefined =>
  FILES[`../../../../assets/handbook/${src.replace('../', '')}`];
