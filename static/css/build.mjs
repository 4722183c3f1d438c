// Builds static/site.css, static/icons.svg and static/fonts/ from npm packages and from brand.css + app.css.
// Usage: node static/css/build.mjs DIR      (DIR holds node_modules; see README.md. Nothing of npm enters the repository.)
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";

const from = path.resolve(process.argv[2] ?? ".");
const modules = path.join(from, "node_modules");
const { transform } = createRequire(path.join(from, "x.js"))("lightningcss");
const here = new URL(".", import.meta.url);
const out = (name) => new URL("../" + name, here);
const own = (name) => fs.readFileSync(new URL(name, here), "utf8");
const npm = (name) => fs.readFileSync(path.join(modules, name), "utf8");
const words = (text) => text.split(/\s+/).filter(Boolean);

const COMPONENTS = words(`root document body surface skip-link page-header page-footer
  button button-link form-field form-label textbox textarea select custom-checkbox radio-button
  alert status-badge`);

const ICONS = words(`arrow-left arrow-right bell bike book-open bookmark briefcase brush-cleaning building-2 bus-front
  calendar calendar-clock car check chevron-down chevron-left chevron-right circle-alert circle-check
  circle-help=circle-question-mark circle-x clock coffee cooking-pot copy download euro external-link eye eye-off
  file-text flag globe graduation-cap hammer hand-helping handshake heart-handshake history house inbox info key-round
  languages laptop layers lightbulb link list lock log-in log-out mail map-pin menu message-circle monitor package
  palette pause pencil phone pickaxe play plus printer qr-code refresh-cw rotate-ccw rss search send settings
  shield-check shopping-cart sliders-horizontal sprout star store sun tractor trash-2 triangle-alert truck upload user
  user-check user-plus users volume-2 wrench x`);

const FONTS = ["source-sans-3-latin-wght-normal.woff2", "source-sans-3-latin-ext-wght-normal.woff2"];

// The theme's palette is called after its colours; ours is called after its use.
const rename = (css) =>
  css.replaceAll("--voorbeeld-kleuren-violet-", "--merk-").replaceAll("--voorbeeld-kleuren-", "--merk-");

// Images in data: URLs do not pass our content security policy; the "-html-…" twins of the component classes are folded
// into the component class, so that templates need one class per element.
let components = COMPONENTS.map((c) => npm(`@utrecht/${c}-css/dist/index.css`)).join("\n");
components = components
  .replace(/url\("data:image\/svg\+xml[^"]*m6 10 3 3 6-6[^"]*"\)/g, "url(check.svg)")
  .replace(/url\("data:image[^"]*"\)/g, "none")
  .replace(/(\.utrecht-[a-z-]+?)--html-(?:input|select|textarea|a|button)(?![a-z-])/g, "$1")
  .replace(/\/\*[\s\S]*?\*\//g, "");
components = rename(components);

const theme = rename(npm("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"));
const brand = own("brand.css");
const app = own("app.css");

// Of the theme's tokens keep those that are used, directly or through another token.
const tokens = new Map();
for (const [, name, value] of theme.matchAll(/(--[a-z0-9-]+):\s*([^;]+);/g)) tokens.set(name, value.trim());
const uses = (css) => [...css.matchAll(/var\(\s*(--[a-z0-9-]+)/g)].map((m) => m[1]);
const keep = new Set();
const todo = [components, brand, app].flatMap(uses);
while (todo.length) {
  const name = todo.pop();
  if (keep.has(name) || !tokens.has(name)) continue;
  keep.add(name);
  todo.push(...uses(tokens.get(name)));
}
const root =
  ":root{" +
  [...tokens]
    .filter(([n]) => keep.has(n))
    .map(([n, v]) => `${n}:${v};`)
    .join("") +
  "}";

const minify = (name, css) =>
  transform({
    filename: name,
    code: Buffer.from(css),
    minify: true,
    errorRecovery: true,
    targets: { chrome: 100 << 16, safari: 15 << 16, firefox: 100 << 16 },
  }).code;

let site =
  "/*! NL Design System: @utrecht/*-css (c) Gemeente Utrecht / Frameless B.V., EUPL-1.2;" +
  " tokens: @nl-design-system-unstable/voorbeeld-design-tokens, EUPL-1.2." +
  " Modified: bundled subset, inline images replaced, palette and state classes renamed. See THIRD_PARTY.md.\n" +
  "    Built by static/css/build.mjs from static/css/brand.css and static/css/app.css; do not edit. */\n";
const report = [];
for (const [name, css] of [
  ["components", components],
  ["tokens", root],
  ["brand", brand],
  ["app", app],
]) {
  const small = minify(name + ".css", css);
  site += small;
  report.push([name, small.length, zlib.gzipSync(small, { level: 9 }).length]);
}
site += "\n";
for (const bad of ["data:", "http:", "https:", "//"]) {
  const at = site.indexOf(bad, site.indexOf("*/"));
  if (at >= 0) throw new Error(`site.css contains ${bad}: ${site.slice(at - 40, at + 60)}`);
}
fs.writeFileSync(out("site.css"), site);
report.push(["site.css", site.length, zlib.gzipSync(site, { level: 9 }).length]);
console.table(report);
console.log("components", COMPONENTS.length, "tokens", keep.size, "of", tokens.size);

let sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n';
sprite += "<!-- Lucide (ISC; parts Feather, MIT), see LICENSES/ISC-lucide.txt. Built by static/css/build.mjs. -->\n";
for (const icon of ICONS) {
  const [id, file = id] = icon.split("=");
  const body = npm(`lucide-static/icons/${file}.svg`).match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
  sprite += `<symbol id="i-${id}" viewBox="0 0 24 24">${body.trim().replace(/\s+/g, " ").replace(/> </g, "><").replace(/ \/>/g, "/>")}</symbol>\n`;
}
fs.writeFileSync(out("icons.svg"), sprite + "</svg>\n");

for (const font of FONTS)
  fs.copyFileSync(path.join(modules, "@fontsource-variable/source-sans-3/files", font), out("fonts/" + font));
