/** The seat's own colours. Contrast: ink on every ground at least 4.5 : 1, in both schemes. */
export interface Tokens {
  /** The desk: behind everything. */
  ground: string;
  /** A sheet on the desk: forms, tables. */
  sheet: string;
  /** A sheet set apart: navigation, side panel, table head. */
  inset: string;
  line: string;
  lineStrong: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  primary: string;
  primaryStrong: string;
  onPrimary: string;
  primaryTint: string;
  primaryLine: string;
  attention: string;
  attentionTint: string;
  attentionLine: string;
  danger: string;
  dangerTint: string;
  dangerLine: string;
  good: string;
  goodTint: string;
  goodLine: string;
  info: string;
  infoTint: string;
  infoLine: string;
  focus: string;
}

export const LIGHT: Tokens = {
  ground: '#f5f3ee',
  sheet: '#fffefb',
  inset: '#efece4',
  line: '#ddd8cc',
  lineStrong: '#a39b89',
  ink: '#1c2422',
  inkSoft: '#4d5753',
  inkFaint: '#686f69',
  primary: '#0e5c53',
  primaryStrong: '#083f39',
  onPrimary: '#ffffff',
  primaryTint: '#e2efeb',
  primaryLine: '#9cc4bb',
  attention: '#805000',
  attentionTint: '#fbf0da',
  attentionLine: '#dfbd7a',
  danger: '#9c241c',
  dangerTint: '#fbe9e5',
  dangerLine: '#e0a69d',
  good: '#27662f',
  goodTint: '#e6f1e3',
  goodLine: '#a5c9a1',
  info: '#1d5274',
  infoTint: '#e5eff5',
  infoLine: '#a3c2d5',
  focus: '#0a7a6d',
};

export const DARK: Tokens = {
  ground: '#131819',
  sheet: '#1a2122',
  inset: '#202829',
  line: '#303a3b',
  lineStrong: '#66716f',
  ink: '#e8ebe7',
  inkSoft: '#b3bdb8',
  inkFaint: '#93a09b',
  primary: '#6cc4b4',
  primaryStrong: '#93dacd',
  onPrimary: '#07231f',
  primaryTint: '#1b3733',
  primaryLine: '#35665e',
  attention: '#e6bb68',
  attentionTint: '#362b16',
  attentionLine: '#6b5427',
  danger: '#f0958a',
  dangerTint: '#3b2220',
  dangerLine: '#7a423c',
  good: '#93cb93',
  goodTint: '#1e3221',
  goodLine: '#3f6643',
  info: '#8dc0e0',
  infoTint: '#1b2e3a',
  infoLine: '#3a5a6e',
  focus: '#7fd8c8',
};

/** What practice wears: violet where the real seat is green. The stripes and the words say it without colour, too. */
export const PRACTICE_LIGHT: Partial<Tokens> = {
  ground: '#f3eff7',
  sheet: '#fefcff',
  inset: '#e9e2f0',
  primary: '#5b2c86',
  primaryStrong: '#3f1c61',
  primaryTint: '#efe5f7',
  primaryLine: '#b999d3',
  focus: '#7a3fb3',
};

export const PRACTICE_DARK: Partial<Tokens> = {
  ground: '#17131c',
  sheet: '#1e1925',
  inset: '#251e2d',
  primary: '#cba8ee',
  primaryStrong: '#dec6f6',
  onPrimary: '#260d3d',
  primaryTint: '#342345',
  primaryLine: '#634a7d',
  focus: '#d6b7f4',
};

/** Every machine of a bureau has one of these; nothing is fetched. */
export const FONT =
  '"Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", system-ui, sans-serif';
