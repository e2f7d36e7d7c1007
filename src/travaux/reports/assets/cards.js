
// The form for norm cards: what is filled in becomes a YAML block. Nothing leaves the page.
(function () {
  const form = document.getElementById("card");
  if (!form) return;
  const SLOTS = ["bearer", "counterparty", "act", "trigger", "condition", "due", "consequence", "verifier", "enforcer"];
  const ABSENT = "not in the text";
  const MODAL = { duty: "must", prohibition: "must not", permission: "may", power: "may" };
  const fields = Array.from(form.elements).filter((e) => e.name && e.name !== "start");
  const own = fields.filter((e) => !/ (words|at)$/.test(e.name));
  const value = (name) => (form.elements[name] ? form.elements[name].value.trim().replace(/\s+/g, " ") : "");
  const absent = (words) => !words || words.toLowerCase() === ABSENT;
  // A double-quoted YAML scalar is a JSON string, whatever it holds.
  const quoted = (words) => (/^[A-Za-z][A-Za-z0-9 ()'.\/-]*[A-Za-z0-9)]$/.test(words) && !/^(yes|no|true|false|null|on|off|y|n)$/i.test(words) ? words : JSON.stringify(words));
  const placed = (at) => /^(.+):(\d+)-(\d+)$/.exec(at);

  function words(slot) {
    const said = value(slot + " words"), place = placed(value(slot + " at"));
    if (!said && !value(slot)) return ABSENT;
    if (!said) return "";
    if (absent(said) || !place) return quoted(said);
    return "{quote: " + JSON.stringify(said) + ", document: " + JSON.stringify(place[1]) + ", start: " + place[2] + ", end: " + place[3] + "}";
  }
  function block() {
    const lines = [];
    for (const field of own) {
      const said = value(field.name);
      if (!said) continue;
      const several = field.name === "bearer" && said.includes(";");
      const listed = several ? "[" + said.split(";").map((s) => quoted(s.trim())).filter((s) => s !== '""').join(", ") + "]" : quoted(said);
      lines.push((lines.length ? "    " : "  - ") + field.name + ": " + listed);
    }
    if (!lines.length) return "";
    lines.push("    words:");
    for (const slot of SLOTS) { const said = words(slot); if (said) lines.push("      " + slot + ": " + said); }
    return lines.join("\n") + "\n";
  }
  function sentence() {
    const text = (slot) => { const said = value(slot + " words"); return absent(said) ? (said ? "" : value(slot)) : said; };
    const who = value("bearer"), act = text("act");
    if (!who || !act) return "";
    const parts = [];
    if (text("trigger")) parts.push("starting with: " + text("trigger"));
    if (text("condition")) parts.push("on condition: " + text("condition"));
    if (text("due")) parts.push("due: " + text("due"));
    if (text("consequence")) parts.push("if not, or when used: " + text("consequence"));
    const missing = SLOTS.filter((slot) => absent(value(slot)) && absent(value(slot + " words")));
    return who + " " + (MODAL[value("kind")] || "…") + " " + act + (parts.length ? "; " + parts.join("; ") : "") + "." +
      (missing.length ? " Not in the text: " + missing.join(", ") + "." : "");
  }
  function faults() {
    const found = own.filter((e) => e.required && !value(e.name)).map((e) => "The card needs “" + e.name + "”.");
    if (value("deed") === "repeat" && !value("every")) found.push("A duty to repeat needs “every”.");
    if (value("deed") === "count" && !value("count")) found.push("A duty to count needs “count”.");
    for (const slot of SLOTS) {
      const at = value(slot + " at");
      if (at && !placed(at)) found.push("The place of “" + slot + "” is “" + at + "”, expected DOCUMENT:START-END.");
    }
    return found;
  }
  function show() {
    document.getElementById("block").value = block();
    document.getElementById("said").textContent = sentence() || "Name who is bound, and the act.";
    const list = document.getElementById("faults");
    list.replaceChildren(...(block() ? faults() : []).map((why) => { const item = document.createElement("li"); item.textContent = why; return item; }));
  }
  function start(name) {
    const option = Array.from(form.elements.start ? form.elements.start.options : []).find((o) => o.value === name);
    const given = option && option.dataset.fields ? JSON.parse(option.dataset.fields) : {};
    for (const field of fields) field.value = given[field.name] || "";
    if (form.elements.start) form.elements.start.value = option ? name : "";
    show();
  }
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("input", (e) => (e.target.name === "start" ? start(e.target.value) : show()));
  form.addEventListener("reset", () => setTimeout(() => start(""), 0));
  document.getElementById("copy").addEventListener("click", () => {
    const area = document.getElementById("block");
    area.select();
    const done = document.execCommand("copy");  // works in a page opened from a file
    document.getElementById("copied").textContent = done ? "Copied." : "Press Ctrl+C to copy what is marked.";
  });
  function asked() {
    const named = /^#card-(.+)$/.exec(location.hash);
    if (named) start(decodeURIComponent(named[1]));
  }
  window.addEventListener("hashchange", asked);
  show();
  asked();
})();
