import { escape, page, rows } from "../_includes/page.mjs";

export const data = {
  pagination: { data: "allSeries", size: 1, alias: "slug", resolve: "keys" },
  permalink: (data) => `/series/${data.slug}/index.html`,
};
export const render = ({ page: { url }, slug, collections, people, allSeries }) => {
  const { title, introduction } = allSeries[slug];
  return page(url, title, null, `<h1>${escape(title)}</h1>\n<p>${escape(introduction)}</p>\n${rows(collections.bySeries[slug] ?? [], people)}`);
};
