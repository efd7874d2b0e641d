// Of the preview only; no published page has it. Shows what is to be mended over the page, brings each saved edit
// into it, and moves the moment that it is shown for. All texts become textContent, never HTML.

const ROOT = "/@preview/";
const script = document.querySelector("script[data-preview-page]");
const shown = { number: Number(script.dataset.previewNumber), page: script.dataset.previewPage };
const now = script.dataset.previewNow;
const query = `page=${encodeURIComponent(location.pathname)}${now ? `&now=${encodeURIComponent(now)}` : ""}`;
const framed = window.top !== window;

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const button = (label, action, properties = {}) => make("button", { type: "button", textContent: label, onclick: action, ...properties });

// --- what stands over the page -------------------------------------------------------------------

const errors = make("ol");
const heading = make("h2", { id: "heading" });
const overlay = make("section", { className: "overlay", hidden: true });
overlay.setAttribute("aria-labelledby", "heading");
const warnings = make("ol");
const warned = make("summary");
const notes = make("details", { className: "notes", hidden: true }, warned, warnings);
const told = make("div", { className: "told" });
told.setAttribute("role", "alert"); // filled when there is something to be told, so that screen readers read it out
const count = button("", () => reveal(true), { className: "count", hidden: true });
const source = make("a", { className: "source", hidden: true });
const state = make("span", { className: "state", hidden: true, textContent: "The preview was stopped" });
state.setAttribute("role", "status");
let hidden = false;

function message(one) {
  const place = one.link ? make("a", { href: one.link, textContent: one.place }) : make("code", { textContent: one.place });
  const item = make("li", { className: one.severity }, make("p", { className: "place" }, place), make("p", { textContent: one.message }));
  if (one.hint) item.append(make("p", { className: "hint", textContent: one.hint }));
  return item;
}

function reveal(visible) {
  hidden = !visible;
  overlay.hidden = hidden || errors.childElementCount === 0;
  count.hidden = !hidden || errors.childElementCount === 0;
  if (visible) overlay.querySelector("a, button")?.focus({ preventScroll: true });
  else if (!count.hidden) count.focus({ preventScroll: true });
}

let last = "";
function tell(diagnostics) {
  const text = JSON.stringify(diagnostics);
  if (text === last) return; // read out once
  last = text;
  const wrong = diagnostics.filter((one) => one.severity === "error");
  const doubtful = diagnostics.filter((one) => one.severity !== "error");
  errors.replaceChildren(...wrong.map(message));
  warnings.replaceChildren(...doubtful.map(message));
  heading.textContent = wrong.length === 1 ? "1 mistake" : `${wrong.length} mistakes`;
  count.textContent = heading.textContent;
  warned.textContent = doubtful.length === 1 ? "1 warning" : `${doubtful.length} warnings`;
  notes.hidden = doubtful.length === 0;
  told.textContent = wrong.length ? `${heading.textContent}. ${wrong[0].place}: ${wrong[0].message}` : "";
  hidden = false;
  overlay.hidden = wrong.length === 0;
  count.hidden = true;
}

// --- the moment ----------------------------------------------------------------------------------

const MINUTE = 60_000;
let zone = "UTC";
const slider = make("input", { type: "range", id: "slider", step: 15 });
slider.setAttribute("list", "ticks");
const ticks = make("datalist", { id: "ticks" });
const typed = make("input", { type: "datetime-local", id: "typed" });
const earlier = button("⟵", () => go(earlier.value), { title: "To the change before", disabled: true });
const later = button("⟶", () => go(later.value), { title: "To the next change", disabled: true });
earlier.setAttribute("aria-label", earlier.title);
later.setAttribute("aria-label", later.title);
const present = button("Now", () => go(""), { title: "As the clock says" });
const moment = make("summary", { className: "moment" });
const panel = make("div", { className: "panel" },
  make("label", { htmlFor: "slider", textContent: "Show the site as of" }), slider, ticks,
  make("div", { className: "row" }, earlier, typed, later, present));
typed.setAttribute("aria-label", "Day and hour");
const time = make("details", { className: "time" }, moment, panel);

const place = () => (zone === "UTC" ? "UTC" : zone.split("/").pop().replaceAll("_", " "));
const said = (date) => `${new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(date)} ${place()}`;
const wall = (date) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(date).replace(" ", "T");

function go(value) {
  const address = new URL(location);
  address.searchParams.set("now", value);
  history.replaceState(null, "", address);
  location.reload(); // and the browser stays where it was scrolled to
}

function dated(answer) {
  zone = answer.zone;
  const date = new Date(answer.now);
  moment.textContent = `as of ${said(date)}`;
  time.classList.toggle("moved", !answer.live);
  typed.value = wall(date);
  present.disabled = answer.live;
}

async function range() {
  const answer = await (await fetch(`${ROOT}times?${query}`, { cache: "no-store" })).json();
  const minutes = (iso) => Math.round(Date.parse(iso) / MINUTE);
  slider.min = minutes(answer.first);
  slider.max = minutes(answer.last);
  slider.value = minutes(answer.now);
  ticks.replaceChildren(...answer.ticks.map((iso) => make("option", { value: minutes(iso) })));
  for (const [one, iso] of [[earlier, answer.before], [later, answer.after]]) {
    one.value = iso ?? "";
    one.disabled = !iso;
    if (iso) one.title = said(new Date(iso));
  }
  slide();
}

function slide() {
  const text = said(new Date(slider.value * MINUTE));
  slider.setAttribute("aria-valuetext", text);
  if (slider.matches(":focus")) moment.textContent = `as of ${text}`;
}

const OPEN = "preview-time-open";
time.addEventListener("toggle", () => {
  sessionStorage.setItem(OPEN, time.open ? "yes" : "");
  if (time.open) range();
});
slider.addEventListener("input", slide);
slider.addEventListener("change", () => go(new Date(slider.value * MINUTE).toISOString().replace(".000", "")));
typed.addEventListener("change", () => typed.value && go(typed.value));

// --- what changes --------------------------------------------------------------------------------

function restyle(number) {
  const links = [...document.querySelectorAll('link[rel="stylesheet"]')].filter((link) => new URL(link.href).origin === location.origin);
  for (const link of links) {
    const fresh = link.cloneNode();
    const address = new URL(link.href);
    address.searchParams.set("preview", number);
    fresh.href = address;
    fresh.onload = () => link.remove();
    link.after(fresh);
  }
  return links.length > 0;
}

function renew(answer) {
  if (answer.page === null || answer.page === shown.page) return;
  if (answer.solid <= shown.number && restyle(answer.number)) {
    shown.page = answer.page;
    shown.number = answer.number;
    return;
  }
  const here = `${location.pathname} ${answer.page}`;
  if (sessionStorage.getItem("preview-loaded") === here) return; // it was loaded, and is another one again
  sessionStorage.setItem("preview-loaded", here);
  location.reload();
}

async function look() {
  const answer = await (await fetch(`${ROOT}state?${query}`, { cache: "no-store" })).json();
  renew(answer);
  if (framed) return;
  tell(answer.diagnostics);
  dated(answer);
  source.hidden = !answer.source?.link;
  if (answer.source?.link) Object.assign(source, { href: answer.source.link, textContent: "Edit", title: answer.source.place });
}

let stream = null;
function listen() {
  stream = new EventSource(`${ROOT}events`);
  stream.onmessage = () => look().catch(() => {});
  stream.onopen = () => { state.hidden = true; };
  stream.onerror = () => { state.hidden = false; };
}
// A browser keeps six connections to a server: pages that nobody looks at leave theirs to others.
function attend() {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (!stream) listen();
}
document.addEventListener("visibilitychange", attend);
window.addEventListener("pagehide", () => stream?.close());
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

if (!framed) {
  overlay.append(
    make("div", { className: "head" }, heading, button("Hide", () => reveal(false), { title: "Escape" })),
    make("p", { className: "about", textContent: "The page behind is the last one that could be made. Mend these lines and save." }),
    errors);
  const bar = make("aside", { className: "bar" }, count, notes, source, time, state);
  bar.setAttribute("aria-label", "Preview");
  const host = make("seminarsite-preview");
  const root = host.attachShadow({ mode: "open" });
  root.append(make("link", { rel: "stylesheet", href: `${ROOT}preview.css` }), told, overlay, bar);
  document.documentElement.append(host);
  document.body.style.paddingBlockEnd = "4rem"; // so that the bar never hides the last lines
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!overlay.hidden) reveal(false);
    else for (const one of [time, notes]) one.open = false;
  });
  time.open = Boolean(sessionStorage.getItem(OPEN));
}
attend();
