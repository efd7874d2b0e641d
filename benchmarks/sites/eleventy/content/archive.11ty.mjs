import { page } from "../_includes/page.mjs";

export const data = { permalink: "/archive/index.html" };
export const render = ({ page: { url }, collections }) => {
  const all = collections.years.map((year) => `<li><a href="/archive/${year}/">${year}</a> ${collections.byYear[year].length}</li>\n`);
  return page(url, "Archive", null, `<h1>Archive</h1>\n<ul>\n${all.join("")}</ul>`);
};
