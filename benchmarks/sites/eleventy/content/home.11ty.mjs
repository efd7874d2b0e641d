import { page, rows } from "../_includes/page.mjs";

export const data = { permalink: "/index.html" };
export const render = ({ page: { url }, collections, people, facts }) => {
  const now = new Date(facts.now);
  const coming = collections.events.filter((event) => event.date > now).slice(0, 10);
  const over = collections.events.filter((event) => event.date <= now).slice(-10).reverse();
  const main = `<h1>Example Seminars</h1>\n<h2>Coming up</h2>\n${rows(coming, people)}\n<h2>Before</h2>\n${rows(over, people)}`;
  return page(url, "Example Seminars", null, main);
};
