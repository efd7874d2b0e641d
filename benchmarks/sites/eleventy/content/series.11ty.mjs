import { escape, page } from "../_includes/page.mjs";

export const data = { permalink: "/series/index.html" };
export const render = ({ page: { url }, allSeries }) => {
  const all = Object.entries(allSeries).map(([slug, { title }]) => `<li><a href="/series/${slug}/">${escape(title)}</a></li>\n`);
  return page(url, "Series", null, `<h1>Series</h1>\n<ul>\n${all.join("")}</ul>`);
};
