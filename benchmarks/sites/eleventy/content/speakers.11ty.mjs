import { page, person } from "../_includes/page.mjs";

export const data = { permalink: "/speakers/index.html" };
export const render = ({ page: { url }, people }) =>
  page(url, "Speakers", null, `<h1>Speakers</h1>\n<ul>\n${Object.keys(people).map((slug) => `<li>${person(slug, people)}</li>\n`).join("")}</ul>`);
