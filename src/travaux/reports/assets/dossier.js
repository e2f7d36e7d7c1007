"use strict";
// All optional: light the words an address points to, filter a table's rows and columns, zoom, write
// a compromise, tell what a picture's marks are.
(function () {
  function light() {
    document.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    const place = /^#(?:s|a)-(\d+(?:-\d+)*)/.exec(location.hash);
    if (!place) return;
    const numbers = place[1].split("-").map(Number);
    let first = null;
    document.querySelectorAll("[data-o]").forEach((e) => {
      const at = Number(e.dataset.o);
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        if (at >= numbers[i] && at < numbers[i + 1]) { e.classList.add("lit"); first = first || e; }
      }
    });
    if (first) first.scrollIntoView({ block: "center" });
  }
  function filter(form) {
    const rows = Array.from(document.querySelectorAll("#" + form.dataset.rows + " tbody tr"));
    const said = document.getElementById(form.dataset.rows + "-count");
    function apply() {
      const wanted = Array.from(form.elements).filter((e) => e.name && e.value);
      const words = (form.elements.words ? form.elements.words.value : "").toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const day = row.dataset.date || "";
        const fits = wanted.every((e) => e.name === "words" || (e.name === "since" && day >= e.value) || (e.name === "until" && day && day <= e.value)
          || (row.dataset[e.name] || "").split("|").includes(e.value));
        const text = words.length ? row.textContent.toLowerCase() : "";
        row.hidden = !(fits && words.every((w) => text.includes(w)));
        if (!row.hidden) shown += 1;
      }
      if (said) said.textContent = shown + " of " + rows.length + " shown";
      try { history.replaceState(null, "", "#" + wanted.map((e) => e.name + "=" + encodeURIComponent(e.value)).join("&")); } catch (e) { /* file:// in some browsers */ }
    }
    for (const pair of location.hash.slice(1).split("&")) {
      const [name, value] = pair.split("=");
      if (name && value !== undefined && form.elements[name]) form.elements[name].value = decodeURIComponent(value);
    }
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply, 0));
    apply();
  }
  function timeline(figure) {
    const svg = figure.querySelector("svg:not(.key)");
    const left = Number(figure.dataset.left), inner = svg.viewBox.baseVal.width - left - Number(figure.dataset.right);
    const placed = Array.from(svg.querySelectorAll("[data-x]"));
    let from = 0, to = 1;
    function draw() {
      let free = -Infinity, first = "", last = "";
      for (const e of placed) {
        const share = (Number(e.dataset.x) - from) / (to - from);
        const inside = share > -0.001 && share < 1.001;
        const x = left + inner * share;
        const tick = e.classList.contains("tick");
        if (tick && inside) { last = e.textContent.trim(); first = first || last; }
        const roomy = !tick || x - free >= 98;
        if (tick && inside && roomy) free = x;
        if (tick) e.lastElementChild.setAttribute("text-anchor", x > left + inner - 40 ? "end" : "middle");
        e.setAttribute("visibility", inside && roomy ? "visible" : "hidden");
        e.setAttribute("transform", "translate(" + x.toFixed(1) + " " + e.dataset.y + ")");
      }
      figure.querySelector("output").textContent = first ? first + " to " + last + "." : "";
    }
    function show(start, width) {
      width = Math.max(0.02, Math.min(1, width));
      from = Math.max(0, Math.min(1 - width, start));
      to = from + width;
      draw();
    }
    function act(zoom, shift) {
      const width = Math.min(1, (to - from) * zoom);
      show((from + to) / 2 + (to - from) * shift - width / 2, width);
    }
    figure.addEventListener("click", (e) => {
      const button = e.target.closest("button");
      const mark = e.target.closest("[data-row]");
      if (button && button.dataset.all) show(0, 1);
      else if (button) act(Number(button.dataset.zoom || 1), Number(button.dataset.shift || 0));
      else if (mark) {
        const row = document.getElementById(mark.dataset.row);
        document.querySelectorAll("tr.lit").forEach((r) => r.classList.remove("lit"));
        row.hidden = false; row.classList.add("lit"); row.scrollIntoView({ block: "center" });
      }
    });
    const keys = { "+": [0.6, 0], "=": [0.6, 0], "-": [1.6, 0], "ArrowLeft": [1, -0.3], "ArrowRight": [1, 0.3] };
    figure.tabIndex = 0;
    figure.addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === "0") show(0, 1);
      else if (keys[e.key]) act(...keys[e.key]);
      else return;
      e.preventDefault();
    });
    figure.querySelector(".controls").hidden = false;
    const start = Number(figure.dataset.from);
    show(start, Number(figure.dataset.to) - start);
  }
  document.querySelectorAll("figure.timeline").forEach(timeline);
  function thin(form) {
    const lines = Array.from(document.querySelectorAll("#ties line"));
    form.hidden = false;
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("input", () => {
      const least = Number(form.elements.least.value);
      lines.forEach((e) => e.classList.toggle("faint", Number(e.dataset.weight) < least));
      form.querySelector("output").textContent = lines.filter((e) => !e.classList.contains("faint")).length + " ties";
    });
  }
  function compromise(form) {
    const table = document.querySelector("table.columns");
    const said = form.querySelector("[role=status]");
    const key = (id) => "travaux compromise " + form.dataset.name + " " + id;
    const rows = Array.from(table.tBodies[0].rows).filter((row) => row.querySelector("th a"));
    function keep(area) {
      try { if (area.value) localStorage.setItem(key(area.name), area.value); else localStorage.removeItem(key(area.name)); said.textContent = ""; }
      catch (e) { said.textContent = "This browser keeps nothing for this page: save before you close it."; }
    }
    function words(cell) {
      const copy = cell.querySelector(".wording").cloneNode(true);
      copy.querySelectorAll("del").forEach((e) => e.remove());
      return copy.innerText.replace(/[ \t]+/g, " ").trim();
    }
    const areas = rows.map((row) => {
      const cell = row.cells[row.cells.length - 1];
      const area = document.createElement("textarea");
      area.name = row.id;
      area.setAttribute("aria-label", "Compromise on " + row.cells[0].textContent.trim());
      try { area.value = localStorage.getItem(key(row.id)) || ""; } catch (e) { /* kept nowhere */ }
      area.addEventListener("input", () => keep(area));
      for (const draft of row.querySelectorAll("td[data-draft]")) {
        const text = words(draft);
        if (!text) continue;
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = "from " + draft.dataset.draft;
        button.addEventListener("click", () => { area.value = (area.value ? area.value + "\n" : "") + text; keep(area); area.focus(); });
        cell.append(button);
      }
      cell.append(area);
      return area;
    });
    function save(text, kind, name) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: kind }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
    const quoted = (text) => '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replace(/"/g, '""') + '"';
    function asCsv() {
      const drafts = Array.from(table.querySelectorAll("thead th[scope=col]:not(.first):not(.compromise) a")).map((e) => e.textContent);
      const lines = [["Provision", ...drafts, "Compromise"]];
      rows.forEach((row, at) => lines.push([row.cells[0].textContent.trim(), ...Array.from(row.querySelectorAll("td[data-draft]")).map(words), areas[at].value]));
      return "\ufeff" + lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
    }
    function asJson() {
      const made = {};
      areas.forEach((area, at) => { if (area.value) made[area.name] = { provision: rows[at].cells[0].textContent.trim(), text: area.value }; });
      return JSON.stringify({ dossier: form.dataset.name, compromise: made }, null, 1);
    }
    form.addEventListener("click", (e) => {
      if (e.target.dataset.save === "csv") save(asCsv(), "text/csv", "compromise.csv");
      if (e.target.dataset.save === "json") save(asJson(), "application/json", "compromise.json");
    });
    form.querySelector("input[type=file]").addEventListener("change", async (e) => {
      try {
        const read = JSON.parse(await e.target.files[0].text()).compromise;
        let count = 0;
        areas.forEach((area) => { if (read[area.name]) { area.value = read[area.name].text; keep(area); count += 1; } });
        said.textContent = count + " rows loaded.";
      } catch (error) { said.textContent = "This file is not a compromise that was saved here."; }
    });
    table.querySelectorAll(".compromise").forEach((e) => { e.hidden = false; });
    form.addEventListener("submit", (e) => e.preventDefault());
    form.hidden = false;
  }
  document.querySelectorAll("form.compromise").forEach(compromise);
  function explore(figure) {
    const marks = Array.from(figure.querySelectorAll("svg [data-tip]"));
    const arrows = Array.from(figure.querySelectorAll("svg [data-from]"));
    const detail = figure.querySelector(".detail");
    const first = detail.textContent;
    let kept = null;
    function show(mark) {
      marks.forEach((m) => m.classList.toggle("on", m === mark));
      detail.textContent = mark ? mark.dataset.tip : first;
      const node = mark ? mark.dataset.node : "";
      arrows.forEach((a) => a.classList.toggle("dim", Boolean(node) && a.dataset.from !== node && a.dataset.to !== node));
    }
    marks.forEach((mark, k) => {
      mark.addEventListener("mouseenter", () => show(mark));
      mark.addEventListener("mouseleave", () => show(kept));
      mark.addEventListener("focus", () => { kept = mark; show(mark); });
      mark.addEventListener("click", () => mark.focus());
      mark.addEventListener("keydown", (e) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
        if (e.key === "Escape") { kept = null; show(null); mark.blur(); }
        if (!step) return;
        const seen = marks.filter((m) => !m.classList.contains("off"));
        seen[(seen.indexOf(mark) + step + seen.length) % seen.length].focus();
        e.preventDefault();
      });
      if (k) mark.tabIndex = -1;
    });
    const form = figure.querySelector("form");
    function choose() {
      figure.querySelectorAll("svg .off").forEach((e) => e.classList.remove("off"));
      for (const box of form.elements) {
        if (!box.checked) figure.querySelectorAll("svg:not(.key) ." + box.value).forEach((e) => e.classList.add("off"));
      }
    }
    form.hidden = false;
    form.addEventListener("input", choose);
    choose();
  }
  function columns(form) {
    form.hidden = false;
    form.addEventListener("input", () => {
      for (const box of form.elements) {
        document.querySelectorAll('[data-col="' + box.value + '"]').forEach((e) => { e.hidden = !box.checked; });
      }
    });
  }
  document.querySelectorAll("figure.explore").forEach(explore);
  document.querySelectorAll("form.columns").forEach(columns);
  window.addEventListener("hashchange", light);
  document.querySelectorAll("form.ties").forEach(thin);
  document.querySelectorAll("form.filters[data-rows]").forEach(filter);
  light();
})();
