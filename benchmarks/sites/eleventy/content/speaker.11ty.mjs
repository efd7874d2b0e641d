import { escape, page, rows } from "../_includes/page.mjs";

export const data = {
  pagination: { data: "people", size: 1, alias: "slug", resolve: "keys" },
  permalink: (data) => `/speakers/${data.slug}/index.html`,
};
export const render = ({ page: { url }, slug, collections, people }) => {
  const { name, affiliation } = people[slug];
  return page(url, name, null, `<h1>${escape(name)}</h1>\n<p>${escape(affiliation)}</p>\n${rows(collections.bySpeaker[slug] ?? [], people)}`);
};
