"""The local app: addresses, pages, judgements, for one analyst or a small team.

Eats: a living record through `workbench`, the page parts of `reports`. Makes: pages, a JSON API,
judgements. Must not know: how any noun is found, nor how the record is kept.

Rules of the room. A handler is a plain function (desk, asked) -> answer; the table in `routes.py`
says who may ask it. A page is a pure function of the record and the address: its state (filters,
order, page) stands in the address, so that it can be sent to a colleague and the back button
works. No page is longer than some rows, whatever the size of the record. What a document says is
hostile: it is only ever shown by escaping templates, under a policy that runs nothing but the
files of this package.

Public: `serving.serve` with `serving.Wishes`; `app.create_app` for tests. They need the
`web` extra; without it importing them raises ImportError, which `travaux serve` turns
into what to install.
"""
