// Finds events at every key. The list is that of searching.py, in parts, the latest events first; it is fetched when
// somebody begins to ask. What is asked for stands in the address. Nothing is sent to anybody, nothing is kept.

const FIRST = 50; // rows that are drawn at once
const MORE = 200; // and by the button below them
const NAMES = 6; // speakers in a row, as searching.MOST_NAMES
const SUGGESTED = 40;

// --- words -----------------------------------------------------------------------------------------

const PLAIN = { ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", æ: "ae", œ: "oe", þ: "th", ß: "ss" };
const SPELLED = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u; // no spaces between words

// Without accents and capitals: Schläfli, SCHLAFLI and schlafli are one.
export function plain(text) {
  const letters = text.toLowerCase().replace(/[øłđðħıæœþß]/g, (letter) => PLAIN[letter]);
  return letters.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
}

// As those write it who have no such keys: schlaefli.
const spelled = (text) => plain(text.normalize("NFC").toLowerCase().replace(/[äöüåø]/g, (letter) => SPELLED[letter]));
const joined = (text) => text.replace(/(\p{L})['’ʼ](?=\p{L})/gu, "$1"); // L'Hôpital: lhopital, and l and hopital
const split = (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// All words of some texts, each after a space, so that a beginning of one can be looked for.
export function hay(...texts) {
  const found = new Set();
  for (const text of texts) for (const way of [plain(text), spelled(text), plain(joined(text))]) split(way).forEach((word) => found.add(word));
  return ` ${[...found].join(" ")}`;
}

// What is asked for: words, each as it may be written.
export function needles(text) {
  const words = joined(text).split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  return words.map((word) => [...new Set([plain(word), spelled(word)])].map((way) => (DENSE.test(way) ? way : ` ${way}`)));
}

export const has = (text, asked) => asked.every((ways) => ways.some((way) => text.includes(way)));

// --- the list --------------------------------------------------------------------------------------

// An event with what can be looked for in it.
export function prepared(event, series, language) {
  const who = (event.who ?? []).flat();
  return {
    ...event,
    series: event.series ?? "",
    seriesName: series[event.series]?.name ?? "",
    seriesLanguage: series[event.series]?.lang,
    lang: event.lang ?? language,
    foreign: event.lang,
    has: event.has ?? "",
    names: hay(...(event.who ?? []).map(([name]) => name), ...(event.inside ?? [])),
    topics: hay(...(event.about ?? [])),
    first: hay(event.title, ...(event.who ?? []).map(([name]) => name), ...(event.inside ?? [])),
    all: hay(event.title, ...who, ...(event.inside ?? []), ...(event.about ?? []), series[event.series]?.name ?? "", event.kind ?? "", event.on.slice(0, 4)),
  };
}

// Whether an event passes what is chosen besides words.
function passes(event, asked) {
  return (
    (!asked.series || event.series === asked.series) &&
    (!asked.season || event.season === asked.season) &&
    (!asked.language || event.lang === asked.language) &&
    (!asked.video || event.has.includes("v")) &&
    (!asked.slides || event.has.includes("s")) &&
    has(event.names, asked.speakerWords) &&
    has(event.topics, asked.topicWords)
  );
}

// In the order of the list: those with all words in title and names, then the others; then those that only `deep`
// knows, a map from Pagefind's names to how well they fit.
export function search(events, asked, deep = new Map()) {
  const [best, good, further] = [[], [], []];
  for (const event of events) {
    if (!passes(event, asked)) continue;
    if (has(event.first, asked.words)) best.push(event);
    else if (has(event.all, asked.words)) good.push(event);
    else if (deep.has(event.id)) further.push(event);
  }
  further.sort((one, other) => deep.get(other.id) - deep.get(one.id));
  return [...best, ...good, ...further];
}

const FIELDS = ["q", "speaker", "topic", "series", "season", "language", "video", "slides"];

function question(form) {
  const asked = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  return { asked, ...asked, words: needles(asked.q ?? ""), speakerWords: needles(asked.speaker ?? ""), topicWords: needles(asked.topic ?? "") };
}

// --- the page --------------------------------------------------------------------------------------

class Finder {
  events = [];
  loading = null;
  failed = false;
  complete = false;
  shown = FIRST;
  deep = { of: "", found: new Map() };

  constructor(form) {
    this.form = form;
    this.section = document.getElementById("found");
    this.rows = this.section.querySelector(".rows");
    this.said = this.section.querySelector("[role=status]");
    this.more = this.section.querySelector(".more");
    this.row = document.getElementById("found-row").content.firstElementChild;
    this.home = new URL(form.dataset.home, document.baseURI);

    form.addEventListener("submit", (event) => this.enter(event));
    form.addEventListener("input", (event) => this.changed(event));
    form.addEventListener("focusin", () => this.load());
    this.more.firstElementChild.addEventListener("click", () => this.showMore());
    document.addEventListener("keydown", (event) => this.key(event));
    this.section.addEventListener("click", () => this.address(), { capture: true });
    addEventListener("popstate", () => this.fill());
    this.fill();
  }

  // From the address into the fields.
  fill() {
    const given = new URLSearchParams(location.search);
    for (const name of FIELDS) {
      const field = this.form.elements[name];
      if (!field) continue;
      if (field.type === "checkbox") field.checked = Boolean(given.get(name));
      else field.value = given.get(name) ?? "";
    }
    this.show();
  }

  // From the fields into the address. Browsers take it amiss if that is done at every key.
  address() {
    clearTimeout(this.later);
    const query = new URLSearchParams(question(this.form).asked).toString();
    const there = `${location.pathname}${query && `?${query}`}`;
    if (there !== location.pathname + location.search) history.replaceState(null, "", there);
  }

  changed({ target }) {
    this.shown = FIRST;
    this.suggest(target);
    this.show();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.address(), 250);
  }

  load() {
    this.loading ??= this.fetchAll().catch(() => {
      this.failed = true;
      this.loading = null;
    }).then(() => this.show());
  }

  async fetchAll() {
    this.failed = false;
    this.events = [];
    const parts = Number(this.form.dataset.parts);
    let coming = parts && this.part(1);
    for (let number = 1; number <= parts; number += 1) {
      const { series, events } = await coming;
      // One at a time, so that the first is here soon; the next is on its way while this one is read.
      if (number < parts) coming = this.part(number + 1);
      coming.catch(() => {}); // told when it is awaited
      for (const event of events) this.events.push(prepared(event, series, this.form.dataset.language));
      this.show();
    }
    this.complete = true;
  }

  async part(number) {
    const answer = await fetch(new URL(`search/${number}.json`, this.home));
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  show() {
    const asked = question(this.form);
    const asking = Object.keys(asked.asked).length > 0;
    document.querySelector(".lists").hidden = asking;
    if (asking && !this.complete && !this.failed) this.load();
    const found = asking ? search(this.events, asked, this.deep.of === asked.q ? this.deep.found : undefined) : [];
    this.draw(found.slice(0, this.shown));
    this.more.hidden = found.length <= this.shown;
    const { loading, found: count, none, failed } = this.form.dataset;
    this.said.textContent = !asking ? "" : this.failed ? failed : found.length ? count.replace("%s", found.length) : this.complete ? none : loading;
    if (asking && asked.words.length && this.form.dataset.pagefind) this.deeper(asked.q);
  }

  draw(found) {
    const focused = this.rows.contains(document.activeElement) ? document.activeElement : null;
    this.rows.replaceChildren(...found.map((event) => (event.drawn ??= this.drawn(event))));
    focused?.focus({ preventScroll: true });
  }

  drawn(event) {
    const row = this.row.cloneNode(true);
    const one = (selector) => row.querySelector(selector);
    const put = (node, text) => (text ? (node.textContent = text) : node.remove());
    const time = one("time");
    time.dateTime = event.on;
    put(time, event.day);
    if (event.off) {
      const struck = document.createElement("s");
      time.replaceWith(struck);
      struck.append(time);
      row.classList.add("off");
    }
    const link = one("a");
    link.href = new URL(event.at, this.home).href;
    link.textContent = event.title;
    if (event.foreign) Object.assign(link, { lang: event.foreign, dir: "auto" });
    if (event.state) one(".badge").classList.add(event.state[0]);
    put(one(".badge"), event.state?.[1]);
    const who = one(".row-who");
    (event.who ?? []).slice(0, NAMES).forEach(([name, affiliation], index) => {
      const bdi = document.createElement("bdi");
      bdi.textContent = name;
      who.append(...(index ? [", "] : []), bdi);
      if (!affiliation) return;
      const soft = document.createElement("span");
      soft.className = "soft";
      soft.textContent = affiliation;
      who.append(" ", soft);
    });
    if (event.others) who.append(` ${event.others}`);
    if (!event.who) who.remove();
    put(one("[data-slot=kind]"), event.kind);
    const series = one("[data-slot=series]");
    if (event.seriesLanguage) series.lang = event.seriesLanguage;
    put(series, event.seriesName);
    for (const slot of "vsp") if (!event.has.includes(slot)) one(`[data-slot=${slot}]`).remove();
    return row;
  }

  showMore() {
    const next = this.shown;
    this.shown += MORE;
    this.show();
    this.links()[next]?.focus();
  }

  // In a field with suggestions: names or topics that begin as what was typed.
  suggest(field) {
    if (!field.list) return;
    const found = new Set();
    const asked = needles(field.value);
    for (const event of this.events) {
      const offered = field.name === "topic" ? (event.about ?? []) : [...(event.who ?? []).map(([name]) => name), ...(event.inside ?? [])];
      if (has(field.name === "topic" ? event.topics : event.names, asked)) for (const one of offered) if (has(hay(one), asked)) found.add(one);
      if (found.size >= SUGGESTED) break;
    }
    field.list.replaceChildren(...[...found].sort((a, b) => a.localeCompare(b)).map((one) => new Option(one, one)));
  }

  // --- keys ---

  links = () => [...this.rows.querySelectorAll(".row-title a")];

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const { target, key } = event;
    const words = this.form.elements.q;
    const links = this.links();
    const at = links.indexOf(target);
    let to = null;
    if (key === "/" && !target.matches("input, select, textarea")) to = words;
    else if (key === "Escape" && at >= 0) to = words;
    else if (key === "Escape" && this.form.contains(target)) this.clear(target);
    else if (key === "ArrowDown" && (target === words || at >= 0)) to = links[at + 1];
    else if (key === "ArrowUp" && at >= 0) to = links[at - 1] ?? words;
    else return;
    event.preventDefault();
    to?.focus();
  }

  // The field; or all of them, where it is empty.
  clear(field) {
    if (field.type === "search" && field.value) field.value = "";
    else for (const name of FIELDS) {
      const one = this.form.elements[name];
      if (one?.type === "checkbox") one.checked = false;
      else if (one) one.value = "";
    }
    this.changed({ target: field });
  }

  enter(event) {
    event.preventDefault();
    this.address();
    this.links()[0]?.focus();
  }

  // --- abstracts, too ---

  async deeper(words) {
    if (this.deep.of === words || this.deep.next === words) return;
    this.deep.next = words;
    this.pagefind ??= import(new URL(this.form.dataset.pagefind, document.baseURI));
    try {
      const answer = await (await this.pagefind).debouncedSearch(words, {}, 100);
      if (!answer || this.deep.next !== words) return; // more was typed
      this.deep = { of: words, next: words, found: new Map(answer.results.map(({ id, score }) => [id, score])) };
      this.show();
    } catch {
      this.deep = { of: words, next: words, found: new Map() }; // titles and names are found all the same
    }
  }
}

const form = globalThis.document?.querySelector("form.search");
if (form) new Finder(form);
