// What all pages share: functions that give HTML.
export const escape = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
export const machine = (date) => date.toISOString().replace(".000", "");
export const stamp = (date) => machine(date).replaceAll(/[-:]/g, "");
const days = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
export const time = (date) => `<time datetime="${machine(date)}">${days.format(date)}</time>`;
export const person = (slug, people) => `<a href="/speakers/${slug}/">${escape(people[slug].name)}</a>`;
export const rows = (events, people) =>
  `<ul>\n${events
    .map((event) => `<li>${time(event.date)} <a href="${event.url}">${escape(event.data.title)}</a>${event.data.speakers.map((slug) => " " + person(slug, people)).join("")}</li>\n`)
    .join("")}</ul>`;
export const page = (url, title, description, main) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self' https:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · Example Seminars</title>
<meta name="description" content="${escape(description ?? "Example Seminars")}">
<link rel="canonical" href="https://example.org${url}">
<link rel="alternate" type="application/atom+xml" href="/feed.xml">
<link rel="alternate" type="text/calendar" href="/calendar.ics">
<link rel="stylesheet" href="/static/style.css">
</head>
<body>
<header>
<p><a href="/">Example Seminars</a></p>
<nav>
<ul>
<li><a href="/archive/">Archive</a></li>
<li><a href="/series/">Series</a></li>
<li><a href="/speakers/">Speakers</a></li>
</ul>
</nav>
</header>
<main>
${main}
</main>
</body>
</html>
`;
