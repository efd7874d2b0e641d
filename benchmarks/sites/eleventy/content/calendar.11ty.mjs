import { stamp } from "../_includes/page.mjs";

const ics = (text) => text.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll("\n", "\\n");
export const data = { permalink: "/calendar.ics" };
export const render = ({ collections, people }) => `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//benchmark//EN
${collections.events
  .map(
    (event) => `BEGIN:VEVENT
UID:${event.fileSlug}@example.org
DTSTAMP:${stamp(event.date)}
DTSTART:${stamp(event.date)}
DTEND:${stamp(new Date(event.date.getTime() + 3600000))}
SUMMARY:${event.data.speakers.map((slug) => people[slug].name + ": ").join("")}${ics(event.data.title)}
DESCRIPTION:${ics(event.rawInput)}
URL:https://example.org${event.url}
END:VEVENT
`,
  )
  .join("")}END:VCALENDAR
`;
