import { escape, machine } from "../_includes/page.mjs";

export const data = { permalink: "/feed.xml" };
export const render = ({ collections, people }) => {
  const latest = collections.events.slice(-50).reverse();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Example Seminars</title>
<id>https://example.org/</id>
<link rel="self" href="https://example.org/feed.xml"/>
<updated>${machine(latest[0].date)}</updated>
${latest
  .map(
    (event) => `<entry>
<title>${escape(event.data.title)}</title>
<id>https://example.org${event.url}</id>
<link href="https://example.org${event.url}"/>
${event.data.speakers.map((slug) => `<author><name>${escape(people[slug].name)}</name></author>\n`).join("")}<updated>${machine(event.date)}</updated>
<content type="html">${escape(event.content)}</content>
</entry>
`,
  )
  .join("")}</feed>
`;
};
