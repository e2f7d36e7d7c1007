// Judging without a mouse: keys, rows, and places selected in a text. All of it works without this
// file too, by the forms and links that the keys press.
const writes = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") !== null;
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

// --- every element with data-key is pressed, or entered, by its letter

const keyed = () => [...document.querySelectorAll("[data-key]")];
const words = (element) => (element.closest("label")?.firstChild?.textContent || element.getAttribute("aria-label") || element.textContent || element.placeholder || "").trim();

function press(element) {
  element.closest("details")?.setAttribute("open", "");
  if (element.matches("input:not([type=radio], [type=checkbox]), textarea, select")) { element.focus(); element.scrollIntoView({ block: "center" }); }
  else element.click();
}

function showKeys() {
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  const list = dialog.querySelector("dl");
  const rows = [...new Map(keyed().map((e) => [e.dataset.key, words(e)]))];
  if (items().length) rows.push(["j", "Next row"], ["k", "Row before"], ["Enter", "Judge the row"], ["c", "Confirm the row"], ["x", "Reject the row"], ["u", "Take back my last judgement"], ["Space", "Choose the row"]);
  rows.push(["/", "Search"], ["?", "These keys"]);
  list.replaceChildren(...rows.flatMap(([key, said]) => {
    const name = document.createElement("dt"), what = document.createElement("dd");
    name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    what.textContent = said;
    return [name, what];
  }));
  dialog.showModal();
}

// --- rows of statements

const items = () => [...document.querySelectorAll("[data-item][id]")];
let at = -1;

function step(by) {
  const rows = items();
  if (!rows.length) return;
  rows[at]?.classList.remove("at");
  at = Math.max(0, Math.min(rows.length - 1, at + by));
  rows[at].classList.add("at");
  rows[at].tabIndex = -1;
  rows[at].focus({ preventScroll: true });
  rows[at].scrollIntoView({ block: "nearest" });
}

async function send(address, data) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", "x-csrf-token": meta("csrf") },
    body: JSON.stringify(data),
  });
  return [answer.status, await answer.json()];
}

function tell(sentence) {
  let place = document.querySelector("p.told.live");
  if (!place) {
    place = Object.assign(document.createElement("p"), { className: "told live" });
    place.setAttribute("role", "status");
    document.getElementById("main").prepend(place);
  }
  place.textContent = sentence;
}

function mark(row, sentence) {
  let tag = row.querySelector(".tag.judged");
  if (!tag) {
    tag = Object.assign(document.createElement("span"), { className: "tag judged" });
    row.cells[row.querySelector("input[type=checkbox]") ? 1 : 0].append(" ", tag);
  }
  tag.textContent = sentence;
}

async function judgeRow(action) {
  const row = items()[at];
  if (!row) return;
  const [status, said] = await send("/api/judgements", { noun: row.dataset.item, target: row.id, action, seen: meta("seen") });
  if (status === 200) {
    document.querySelector('meta[name="seen"]').content = said.seen;
    mark(row, action === "confirm" ? "confirmed by you" : "rejected by you");
    tell(`${action === "confirm" ? "Confirmed" : "Rejected"}. u takes it back.`);
    step(1);
  } else if (status === 409) {
    location.href = `/judge/${row.dataset.item}/${row.id}`;
  } else tell(said.error ?? "That was not kept.");
}

async function undoLast() {
  const [status, said] = await send("/api/undo", {});
  if (status !== 200) { tell(said.error ?? "Nothing was taken back."); return; }
  document.querySelector('meta[name="seen"]').content = said.seen;
  const row = document.getElementById(said.judgements[0].target);
  if (row) mark(row, "taken back");
  tell("Taken back.");
}

const ROW_KEYS = {
  j: () => step(1), k: () => step(-1), c: () => judgeRow("confirm"), x: () => judgeRow("reject"), u: undoLast,
  Enter: () => items()[at]?.querySelector("a.judge-link")?.click(),
  " ": () => items()[at]?.querySelector("input[type=checkbox]")?.click(),
};

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && writes(event.target)) { event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "?") { event.preventDefault(); showKeys(); return; }
  const element = keyed().find((e) => e.dataset.key === event.key);
  if (element) { event.preventDefault(); press(element); return; }
  const act = ROW_KEYS[event.key];
  if (!act || !items().length) return;
  if ((event.key === "Enter" || event.key === " ") && (at < 0 || event.target.closest("a, button, summary, input"))) return;
  event.preventDefault();
  act();
});

// --- a place in a text: half-open, in characters (code points) of the document's text

const characters = (text) => [...text].length; // a JavaScript string counts UTF-16 units

function placesOf(selection, box) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const pieces = [...box.querySelectorAll("[data-o]")].filter((piece) => range.intersectsNode(piece));
  const parts = pieces.map((piece) => part(range, piece)).filter(([start, end]) => end > start);
  if (!parts.length) return null;
  return [parts[0][0], parts.at(-1)[1]];
}

function part(range, piece) {
  const whole = document.createRange();
  whole.selectNodeContents(piece);
  const base = Number(piece.dataset.o);
  const before = whole.cloneRange(), inside = whole.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0) inside.setEnd(range.endContainer, range.endOffset);
  before.setEnd(inside.startContainer, inside.startOffset);
  const start = base + characters(before.toString());
  return [start, start + characters(inside.toString())];
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const box = selection.anchorNode?.parentElement?.closest("[data-document]");
  if (!box) return;
  const place = placesOf(selection, box);
  if (!place) return;
  const [start, end] = place;
  if ("adds" in box.dataset) {
    const link = document.querySelector("a.add-link");
    if (link) {
      link.href = `/add-statement?document=${encodeURIComponent(box.dataset.document)}&places=${start}-${end}`;
      link.classList.add("ready");
      link.textContent = `Add “${short(selection.toString())}” as a statement`;
    }
  } else if (box.dataset.fills) fill(selection.toString(), start, end);
});

// The field for a place that was entered last takes what is selected; the words said at first.
let field = null;
addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-shows]")) field = event.target;
});

function fill(said, start, end) {
  const shown = field ?? document.querySelector("[data-shows]");
  if (!shown) return;
  shown.value = said;
  shown.form.elements.places.value = `${start}-${end}`;
}

addEventListener("input", (event) => {
  if (event.target.matches?.("[data-shows]")) event.target.form.elements.places.value = "";
});

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
