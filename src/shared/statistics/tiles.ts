/**
 * Where Henan's 18 units stand in the tile grid, column and row, roughly as they lie to each other. No boundary map: the
 * borders that are to be had are outdated, and a map of them needs a review number (审图号).
 */
export const TILES: Readonly<Record<string, readonly [column: number, row: number]>> = {
  4105: [3, 0], // 安阳
  4109: [4, 0], // 濮阳
  4190: [1, 1], // 济源
  4108: [2, 1], // 焦作
  4106: [3, 1], // 鹤壁
  4112: [0, 2], // 三门峡
  4103: [1, 2], // 洛阳
  4101: [2, 2], // 郑州
  4107: [3, 2], // 新乡
  4102: [4, 2], // 开封
  4114: [5, 2], // 商丘
  4104: [2, 3], // 平顶山
  4110: [3, 3], // 许昌
  4111: [4, 3], // 漯河
  4116: [5, 3], // 周口
  4113: [2, 4], // 南阳
  4117: [4, 4], // 驻马店
  4115: [4, 5], // 信阳
};

/** 郑州市 as it fits on a tile. */
export const shortName = (name: string): string => name.replace(/市$/u, '');
