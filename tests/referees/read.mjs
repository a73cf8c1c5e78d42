// Prints what a parser reads in a feed, as JSON: node read.mjs podcast-partytime|feedsmith FEED
import { readFileSync } from "node:fs";

process.env.PARTYTIME_LOG ??= "silent"; // it reports each phase it meets

const readers = {
  "podcast-partytime": async (text) => (await import("podcast-partytime")).default.parseFeed(text),
  feedsmith: async (text) => (await import("feedsmith")).parseRssFeed(text),
};

const [name, path] = process.argv.slice(2);
const read = readers[name];
if (!read || !path) {
  console.error(`usage: node read.mjs ${Object.keys(readers).join("|")} FEED`);
  process.exit(2);
}
console.log(JSON.stringify(await read(readFileSync(path, "utf8")), null, 1));
