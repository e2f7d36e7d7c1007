"use strict";
// All optional: light the words an address points to, filter a table's rows and columns, zoom,
// tell what a picture's marks are.
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
      const asked = words.length || wanted.some((e) => e.name === "kind");
      for (const fold of asked ? document.querySelectorAll("#" + form.dataset.rows + " details") : []) {
        fold.open = fold.querySelector("tbody tr:not([hidden])") !== null;
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
    const nodes = Array.from(document.querySelectorAll("#ties [data-name]"));
    let alone = "";
    function apply() {
      const least = Number(form.elements.least.value);
      const near = new Set([alone]);
      for (const e of lines) {
        const touches = !alone || e.dataset.one === alone || e.dataset.other === alone;
        e.classList.toggle("faint", Number(e.dataset.weight) < least || !touches);
        if (touches && !e.classList.contains("faint")) { near.add(e.dataset.one); near.add(e.dataset.other); }
      }
      nodes.forEach((e) => e.classList.toggle("away", Boolean(alone) && !near.has(e.dataset.name)));
      form.querySelector("output").textContent = lines.filter((e) => !e.classList.contains("faint")).length + " ties" + (alone ? " of " + alone : "");
    }
    form.hidden = false;
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("input", apply);
    nodes.forEach((e) => e.addEventListener("click", () => { alone = alone === e.dataset.name ? "" : e.dataset.name; apply(); }));
    apply();
  }
  window.addEventListener("hashchange", light);
  document.querySelectorAll("form.ties").forEach(thin);
  document.querySelectorAll("form.filters[data-rows]").forEach(filter);
  light();
})();
