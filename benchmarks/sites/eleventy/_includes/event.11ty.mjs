import { escape, page, person, time } from "./page.mjs";

export const render = (data) =>
  page(
    data.page.url,
    data.title,
    data.description,
    `<article>
<p><a href="/series/${data.series}/">${escape(data.allSeries[data.series].title)}</a></p>
<h1>${escape(data.title)}</h1>
<p>${time(data.page.date)}</p>
<ul>
${data.speakers.map((slug) => `<li>${person(slug, data.people)}, ${escape(data.people[slug].affiliation)}</li>\n`).join("")}</ul>
<h2>Abstract</h2>
${data.content}
</article>`,
  );
