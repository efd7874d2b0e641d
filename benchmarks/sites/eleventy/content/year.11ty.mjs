import { page, rows } from "../_includes/page.mjs";

export const data = {
  pagination: { data: "collections.years", size: 1, alias: "year" },
  permalink: (data) => `/archive/${data.year}/index.html`,
};
export const render = ({ page: { url }, year, collections, people }) =>
  page(url, year, null, `<h1>${year}</h1>\n${rows(collections.byYear[year], people)}`);
