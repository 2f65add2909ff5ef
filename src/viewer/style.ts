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
  --step: 1.6rem;
  font: 0.875rem/1.45 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--ground); }
h1 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 0.9rem; overflow-wrap: anywhere; }
h3 { font-size: 0.8rem; margin: 0.5rem 0; }
small { display: block; color: var(--quiet); font-weight: normal; }
header { padding: 0.75rem 1rem; border-bottom: 1px solid var(--line); }
header p { margin: 0.2rem 0 0; color: var(--quiet); }
main { display: grid; grid-template-columns: minmax(20rem, 30rem) 1fr; }
nav { border-right: 1px solid var(--line); }
nav label { display: block; padding: 0.5rem 1rem; }
input { width: 100%; font: inherit; padding: 0.35rem 0.5rem; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 4px; }
nav ol { list-style: none; margin: 0; padding: 0; max-height: 75vh; overflow: auto; }
nav li { content-visibility: auto; contain-intrinsic-size: auto 2.6rem; }
nav li a { display: grid; grid-template-columns: 2.5rem 3.8rem 1fr 3.2rem 4.2rem; gap: 0.5rem; padding: 0.3rem 1rem; color: inherit; text-decoration: none; }
nav li a:hover, nav li a[aria-current] { background: var(--raised); }
nav li a[aria-current] { box-shadow: inset 3px 0 var(--moved); }
:focus-visible { outline: 2px solid var(--moved); outline-offset: -2px; }
.number, .size { text-align: right; color: var(--quiet); font-variant-numeric: tabular-nums; }
.method { font-weight: 600; }
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
img { max-width: 100%; background: var(--raised); }
#cookies { border-bottom: 1px solid var(--line); padding: 0.25rem 1rem 0.75rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0; margin: 0.25rem 0 0.5rem; color: var(--quiet); }
.legend .mark { margin-right: 0.35rem; }
.lanes { overflow: auto; max-height: 40vh; }
.lane { display: flex; align-items: center; width: max-content; min-height: 2.6rem; border-top: 1px solid var(--line); }
.lane h3 { position: sticky; left: 0; z-index: 1; width: 11rem; margin: 0; padding-right: 0.5rem; background: var(--ground); overflow-wrap: anywhere; }
.lane ol { position: relative; list-style: none; margin: 0; padding: 0; height: 2.4rem; width: calc(var(--requests) * var(--step)); }
.lane li { position: absolute; left: calc(var(--at) * var(--step)); top: 0; }
/* What a request sent stands above the line, what its response did below. */
.lane li.response { top: 1.15rem; }
.lane li.life { top: 1.15rem; left: calc((var(--at) + 0.5) * var(--step)); width: calc((var(--to) - var(--at)) * var(--step)); height: 3px; background: var(--line); }
.mark { display: inline-block; width: var(--step); text-align: center; color: var(--mark); text-decoration: none; }
.legend .mark { width: auto; }
.mark.sent { color: var(--moved); } .mark.set { color: var(--ok); }
.mark.refused, .mark.deleted, .mark.expired { color: var(--failed); }
@media (max-width: 52rem) {
  main { grid-template-columns: 1fr; }
  nav { border-right: 0; border-bottom: 1px solid var(--line); }
  nav ol { max-height: 45vh; }
  nav li a { grid-template-columns: 2rem 3.4rem 1fr 2.6rem; }
  nav li .size { display: none; }
  .sides { grid-template-columns: 1fr; }
  .lane h3 { width: 7rem; }
}
`
