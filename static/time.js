// Keeps true what a page says of time, however long ago it was built: the visitor's own hour, what is live or over,
// and which event comes next. Everything is in the page already, its words too; nothing is fetched or kept.

const words = document.querySelector("script[data-own-hour]").dataset;
const language = document.documentElement.lang || undefined;
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const say = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };

// Browsers still call some zones by the names that their cities had.
const RENAMED = { Calcutta: "Kolkata", Saigon: "Ho Chi Minh", Katmandu: "Kathmandu", Rangoon: "Yangon", Kiev: "Kyiv" };
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
const city = zone.includes("/") && !zone.startsWith("Etc/") ? zone.split("/").pop().replaceAll("_", " ") : "";
const place = RENAMED[city] ?? city;

const two = (number) => String(number).padStart(2, "0");
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const wall = (date) => `${day(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;

// 18:00 your time (Zurich), with the weekday where it is another day; empty where the clocks show the same.
export function ownHour(event, roomy) {
  const from = new Date(event.from);
  if (!event.wall || wall(from) === event.wall) return "";
  const how = event.clock === "12" ? { hour: "numeric", hourCycle: "h12" } : { hour: "2-digit", hourCycle: "h23" };
  const weekday = event.wall.startsWith(day(from)) ? undefined : "short";
  const hour = new Intl.DateTimeFormat(language, { weekday, minute: "2-digit", ...how }).format(from);
  return fill(roomy && place ? words.ownHourIn : words.ownHour, { hour, place });
}

// In 25 minutes, in 3 hours, tomorrow, in 5 days: days are those of the visitor's calendar.
export function ahead(from, now) {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const minutes = Math.max(1, Math.ceil((from - now) / 60000));
  const midnight = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((midnight(from) - midnight(now)) / 86400000);
  if (minutes < 60) return relative.format(minutes, "minute");
  if (days === 0 || minutes < 12 * 60) return relative.format(Math.round(minutes / 60), "hour");
  if (days < 14) return relative.format(days, "day");
  return days < 61 ? relative.format(Math.round(days / 7), "week") : relative.format(Math.round(days / 30.4), "month");
}

const isOver = (element, now) => Date.parse(element.dataset.until) <= now; // without an end: never

function show(element, now) {
  const from = new Date(element.dataset.from);
  const passed = isOver(element, now) ? words.over : from <= now ? words.live : "";
  const { state, own } = { state: element.querySelector("[data-state]"), own: element.querySelector("[data-own]") };
  say(state, passed || fill(words.starts, { when: ahead(from, now) }));
  if (!own) return;
  own.dataset.own ||= own.textContent; // what was built: UTC
  const hour = ownHour(element.dataset, state) || own.dataset.own;
  say(own, state ? hour : passed || hour);
  own.title = place && hour !== own.dataset.own ? zone : "";
  element.classList.toggle("over", passed === words.over);
}

const prepared = [...document.querySelectorAll("template[data-next]")].map((each) => each.content.firstElementChild);
const first = document.querySelector("[data-stage]");
const stages = first ? [first, ...prepared] : [];
let stage = first;

const rows = [...document.querySelectorAll(".row[data-until]")];
const lists = new Set(rows.map((row) => row.parentElement));
const link = (element) => element.querySelector("a.u-url")?.getAttribute("href");

function refresh() {
  const now = new Date();
  const next = stages.find((each) => !isOver(each, now));
  if (next && next !== stage) {
    stage.replaceWith(next);
    stage = next;
  }
  // None was prepared, but the list has some: to say that nothing is announced would be wrong.
  if (stage) stage.hidden = !stage.dataset.until && rows.some((row) => row.dataset.from && !isOver(row, now));
  for (const row of rows) row.hidden = Boolean(stage?.dataset.until) && link(row) === link(stage);
  for (const element of document.querySelectorAll("[data-from]")) show(element, now);
  for (const list of lists) {
    const shown = [...list.children].filter((row) => !row.hidden);
    const section = list.closest("section");
    section.hidden = shown.length === 0;
    if (shown.length && shown.every((row) => isOver(row, now))) say(section.querySelector("h2"), words.past);
  }
}

// On the minute, as clocks do; and at once where somebody comes back to the page.
function tick() {
  if (!document.hidden) refresh();
  setTimeout(tick, 60000 - (Date.now() % 60000));
}
tick();
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
