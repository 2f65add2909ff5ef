/** The page's style sheet. Colours come in pairs for light and dark, each with a contrast of at least 4.5. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1b1f24, #e6e8eb);
  --quiet: light-dark(#57606a, #9aa4ae);
  --line: light-dark(#d5d9de, #3a4149);
  --ground: light-dark(#ffffff, #14171a);
  --raised: light-dark(#f4f6f8, #1d2125);
  --ok: light-dark(#116329, #57d38c);
  --moved: light-dark(#0a53b8, #79b8ff);
  --failed: light-dark(#b3261e, #ff8a80);
  --mark: light-dark(#7a4a00, #f0b860);
  --step: 1.75rem;
  --names: 13rem;
  font: 0.875rem/1.45 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--ground); }
h1 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 0.9rem; overflow-wrap: anywhere; }
h3 { font-size: 0.8rem; margin: 0.5rem 0; }
small { display: block; color: var(--quiet); font-weight: normal; font-size: 0.8rem; }
header { padding: 0.75rem 1rem; border-bottom: 1px solid var(--line); }
header p { margin: 0.2rem 0 0; color: var(--quiet); }
main { display: grid; grid-template-columns: minmax(20rem, 30rem) 1fr; }
nav { position: sticky; top: 0; align-self: start; display: flex; flex-direction: column; max-height: 100vh; border-right: 1px solid var(--line); }
#found { padding: 0 1rem 0.25rem; color: var(--quiet); }
nav label { display: block; padding: 0.5rem 1rem; }
input { width: 100%; font: inherit; padding: 0.35rem 0.5rem; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 4px; }
nav ol { list-style: none; margin: 0; padding: 0; overflow: auto; }
nav li { content-visibility: auto; contain-intrinsic-size: auto 2.6rem; }
nav li a { display: grid; grid-template-columns: 2.5rem 4.6rem 1fr 3.6rem 4.2rem; gap: 0.5rem; padding: 0.3rem 1rem; color: inherit; text-decoration: none; }
nav li a:hover, nav li a[aria-current] { background: var(--raised); }
nav li a[aria-current] { box-shadow: inset 3px 0 var(--moved); }
:focus-visible { outline: 2px solid var(--moved); outline-offset: -2px; }
.number, .size { text-align: right; color: var(--quiet); font-variant-numeric: tabular-nums; }
.method { font-weight: 600; }
.status { overflow-wrap: anywhere; min-width: 0; }
.path { overflow-wrap: anywhere; min-width: 0; }
.ok { color: var(--ok); } .moved { color: var(--moved); } .failed { color: var(--failed); }
.empty { color: var(--quiet); padding: 0 0 0.5rem; }
#detail { padding: 0.5rem 1rem; min-width: 0; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.sides > section { min-width: 0; }
dl { margin: 0 0 0.75rem; font-family: ui-monospace, monospace; font-size: 0.75rem; }
dl div { display: flex; gap: 0.5rem; border-bottom: 1px solid var(--line); padding: 0.15rem 0; }
dt { flex: 0 0 9rem; color: var(--quiet); overflow-wrap: anywhere; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: 0.6rem; max-height: 60vh; overflow: auto; background: var(--raised); border-radius: 4px; font-size: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
img { max-width: 100%; background: var(--raised); border: 1px solid var(--line); }
#cookies { border-bottom: 1px solid var(--line); padding: 0.25rem 1rem 0.75rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0; margin: 0.25rem 0 0.5rem; color: var(--quiet); }
.legend li { display: flex; gap: 0.35rem; }
.lanes { overflow: auto; max-height: 40vh; }
.lane { display: flex; align-items: center; width: max-content; border-top: 1px solid var(--line); }
.lane h3 { position: sticky; left: 0; z-index: 1; width: var(--names); margin: 0; padding: 0.2rem 0.5rem 0.2rem 0; background: var(--ground); overflow-wrap: anywhere; }
.lane ol { position: relative; list-style: none; margin: 0; padding: 0; height: calc(2 * var(--step)); width: calc(var(--requests) * var(--step)); }
/* The column of the request that is shown. One box, since a style that all marks inherit takes a quarter of a second. */
.sheet { position: relative; isolation: isolate; width: max-content; }
.band { position: absolute; z-index: -1; top: 0; bottom: 0; left: calc(var(--names) + var(--at, 0) * var(--step)); width: var(--step); background: var(--raised); }
.lane li { position: absolute; left: calc(var(--at) * var(--step)); top: 0; width: var(--step); text-align: center; }
.lane.axis { position: sticky; top: 0; z-index: 2; background: var(--ground); border: 0; }
.axis ol { height: 1.4rem; color: var(--quiet); font-size: 0.7rem; font-variant-numeric: tabular-nums; }
/* What a request sent stands above the line, what its response did below. */
.lane li.response { top: var(--step); }
.lane li.life { top: calc(var(--step) - 1px); left: calc((var(--at) + 0.5) * var(--step)); width: calc((var(--to) - var(--at)) * var(--step)); height: 3px; background: var(--line); }
.symbols { display: none; }
.mark { display: grid; place-items: center; color: var(--mark); }
.mark svg { width: 12px; height: 12px; fill: none; stroke: currentColor; stroke-width: 1.6; }
.lane .mark { width: var(--step); height: var(--step); }
.mark.sent { color: var(--moved); } .mark.set { color: var(--ok); }
.mark.refused, .mark.deleted, .mark.expired { color: var(--failed); }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: 0.5rem 0.75rem; background: var(--raised); color: var(--moved); }
.skip:focus { top: 0.5rem; }
@media (max-width: 52rem) {
  main { grid-template-columns: 1fr; }
  nav { position: static; max-height: none; border-right: 0; border-bottom: 1px solid var(--line); }
  nav ol { max-height: 45vh; }
  nav li a { grid-template-columns: 2rem 4.6rem 1fr 3.6rem; }
  nav li .size { display: none; }
  .sides { grid-template-columns: 1fr; }
  .lane { flex-direction: column; align-items: start; }
  .lane h3 { width: auto; max-width: calc(100vw - 2rem); }
  .axis h3 { display: none; }
  .band { left: calc(var(--at, 0) * var(--step)); }
}
`
