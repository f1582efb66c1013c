/** 污染类型 in the plain words of Annex 1 (废水, 废气, 恶臭 …) for the codes of the province's catalogue (domain §1.4). */
const PLAIN: Readonly<Record<string, string>> = {
  water: '废水',
  water_industrial: '废水',
  water_sewage: '污水',
  water_livestock: '养殖废水',
  water_medical: '医疗废水',
  water_surface: '水体污染',
  water_black_odorous: '黑臭水体',
  water_drinking_source: '饮用水源',
  water_groundwater: '地下水',
  air: '废气',
  air_odour: '恶臭',
  air_smoke_dust: '烟粉尘',
  air_industrial: '废气',
  air_cooking_fumes: '油烟',
  air_fugitive_dust: '扬尘',
  air_vehicle: '尾气',
  air_open_burning: '露天焚烧',
  air_boiler: '废气',
  noise: '噪声',
  noise_industrial: '噪声',
  noise_construction: '噪声',
  noise_social: '噪声',
  noise_traffic: '噪声',
  waste: '固废',
  waste_industrial: '固废',
  waste_hazardous: '危废',
  waste_household: '垃圾',
  waste_construction: '建筑垃圾',
  waste_medical: '医疗废物',
  waste_sludge: '污泥',
  soil: '土壤',
  soil_farmland: '土壤',
  soil_site: '土壤',
  radiation: '辐射',
  radiation_electromagnetic: '辐射',
  radiation_ionizing: '辐射',
  ecology: '生态破坏',
  ecology_mining: '采石采矿',
  ecology_sand: '采砂',
  ecology_forest_wetland: '毁林毁湿',
  ecology_reserve: '生态破坏',
  other: '其他',
};

/**
 * The types as one cell, each word once. A type that its own subtype tells already is left out; what the mapping does not
 * know (a newer catalogue) keeps the catalogue's name.
 */
export function plainTypes(
  codes: readonly string[],
  catalogue: readonly { code: string; name: string; parent: string }[],
): string {
  const parents = new Set(catalogue.filter(({ code }) => codes.includes(code)).map(({ parent }) => parent));
  const own = codes.filter((code) => !parents.has(code));
  const words = own.map((code) => PLAIN[code] ?? catalogue.find((type) => type.code === code)?.name ?? code);
  return [...new Set(words)].join('、');
}
