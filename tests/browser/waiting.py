"""What a browser test waits for: what the page shows, or where it stands; never for time.

A key that is pressed before a page's scripts have run is lost. So each of these ends only when the
page it waited for is loaded whole; and an address is waited for exactly, never by how it begins
(the address that is left may begin so too).
"""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST = 150  # keys on the way to an element: more, and it cannot be reached


def there(page: Page, address: str) -> None:
    """Wait until the page at `address` is loaded."""
    page.wait_for_url(address)


def told(page: Page, words: str) -> None:
    """Wait until the page that says `words` of what was just done is loaded."""
    expect(page.locator("p.told").first).to_contain_text(words)
    page.wait_for_load_state()


def headed(page: Page, words: str) -> None:
    """Wait until the page with this heading is loaded."""
    expect(page.locator("h1")).to_contain_text(words)
    page.wait_for_load_state()


def tab_to(element: Locator) -> None:
    """Go to `element` by the Tab key alone."""
    for _ in range(MOST):
        if element.evaluate("e => e === document.activeElement"):
            return
        element.page.keyboard.press("Tab")
    raise AssertionError(f"{element} is not reached by Tab")


def press_on(element: Locator) -> None:
    """Go to a button or link by the Tab key and press it."""
    tab_to(element)
    element.page.keyboard.press("Enter")


def choose(select: Locator, value: str) -> None:
    """Go to a list of choices by the Tab key, and to one of them by the arrows."""
    tab_to(select)
    pick(select, value)


def pick(select: Locator, value: str) -> None:
    """In a list of choices that has the focus, go to one by the arrows."""
    select.page.keyboard.press("Home")
    for _ in range(MOST):
        if select.evaluate("s => s.value") == value:
            return
        select.page.keyboard.press("ArrowDown")
    raise AssertionError(f"“{value}” is not reached by the arrows")


def pick_several(select: Locator, values: set[str]) -> None:
    """In a list of several choices that has the focus, choose these and no others."""
    keyboard = select.page.keyboard
    options = select.evaluate("s => [...s.options].map(o => o.value)")
    wanted = [n for n, value in enumerate(options) if value in values]
    keyboard.press("Home")
    at = 0
    if wanted[0] != 0:
        for _ in range(wanted[0]):
            keyboard.press("ArrowDown")
        at = wanted[0]
    for place in wanted[1:]:
        for _ in range(place - at):
            keyboard.press("Control+ArrowDown")
        keyboard.press("Control+Space")
        at = place
