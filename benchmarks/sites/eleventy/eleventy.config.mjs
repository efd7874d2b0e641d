// Eleventy with templates in JavaScript, its fastest kind, and Markdown that no other engine looks through first.
export default function (config) {
  config.setServerOptions({ showVersion: false });
  config.addPassthroughCopy("content/static");
  const byDate = (collections) => collections.getFilteredByTag("event").sort((a, b) => a.date - b.date || (a.fileSlug < b.fileSlug ? -1 : 1));
  config.addCollection("events", byDate);
  const grouped = (keys) => (collections) => {
    const found = {};
    for (const event of byDate(collections)) for (const key of keys(event)) (found[key] ??= []).unshift(event);
    return found;
  };
  config.addCollection("bySpeaker", grouped((event) => event.data.speakers));
  config.addCollection("bySeries", grouped((event) => [event.data.series]));
  config.addCollection("byYear", grouped((event) => [String(event.date.getUTCFullYear())]));
  config.addCollection("years", (collections) => [...new Set(byDate(collections).map((event) => event.date.getUTCFullYear()))].reverse());
}
export const config = {
  dir: { input: "content", output: "_site", includes: "../_includes", data: "../_data" },
  markdownTemplateEngine: false,
  htmlTemplateEngine: false,
};
