/**
 * The style of a page. Its hash stands in the page's content security policy, so a browser applies this style and no
 * other; nothing else is allowed, no script at all. https://www.w3.org/TR/CSP3/#directive-style-src
 */

/** SHA-256 of `style`, in base64; a test compares it. */
export const styleHash = '83/JUbxFHXbqDh6Oj44bBpTMrP1eatUEeKbxYWVuH5A=';

export const style = `
:root {
  color-scheme: light dark;
  --ink: #1c1e21; --soft: #555b63; --paper: #fff; --line: #d5d9de; --panel: #f4f6f8;
  --good: #0b6b3a; --bad: #a8231c; --warn: #7a4d00; --mark: #ffd9d4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8eaed; --soft: #aab0b8; --paper: #16181b; --line: #3a3f46; --panel: #202327;
    --good: #6fd39b; --bad: #ff9d94; --warn: #f2c063; --mark: #6b211b;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 56rem; overflow-wrap: break-word;
  font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
}
h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, table, pre { margin: 0; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.3rem; line-height: 1.3; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
h4, h6 { color: var(--soft); font-weight: 600; }
code, pre { font: 0.875rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: 0.4rem 0.75rem; background: var(--panel); border-radius: 0.25rem; }
pre.wrapped { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; background: var(--mark); font-weight: 700; text-decoration: underline; }
section, .block { margin-top: 1rem; }
main { margin-top: 1.25rem; }
main > section { margin-top: 2rem; padding-top: 1.25rem; border-top: 2px solid var(--line); }
.score { font-size: 1.4rem; font-weight: 700; }
.remark::first-letter { text-transform: uppercase; }
.soft { color: var(--soft); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.warn { color: var(--warn); }
.row { display: flex; gap: 1rem; justify-content: space-between; align-items: baseline; }
.row > :first-child { flex: 1 1 auto; min-width: 0; }
.points { font-variant-numeric: tabular-nums; white-space: nowrap; }
table { width: 100%; border-collapse: collapse; margin-top: 0.5rem; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { text-align: right; padding-right: 0; }
tbody th { font-weight: normal; }
.checks, .steps, .notes { list-style: none; padding: 0; }
.checks > li { padding: 0.35rem 0 0.35rem 1.6rem; position: relative; }
.steps > li { padding-left: 1.5rem; position: relative; }
.sign { position: absolute; left: 0; font-weight: 700; }
.story { margin-bottom: 0.75rem; padding: 0.1rem 0 0.5rem 0.9rem; border-left: 3px solid var(--line); }
.story > * { margin-top: 0.6rem; }
.story > h6 + * { margin-top: 0.15rem; }
.what { font-weight: 600; }
dt { color: var(--soft); }
dd + dt { margin-top: 0.4rem; }
summary { cursor: pointer; color: var(--soft); }
footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); font-size: 0.875rem; color: var(--soft); }
.unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; border: 0;
}
@media print {
  :root {
    color-scheme: light;
    --ink: #000; --soft: #444; --paper: #fff; --line: #999; --panel: #f3f3f3;
    --good: #0b5c33; --bad: #8f1d17; --warn: #6b4300; --mark: #eee;
  }
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  h2, h3, h4, h5, h6 { break-after: avoid; }
  tr, pre { break-inside: avoid; }
}
`;
