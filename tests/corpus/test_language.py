"""Languages told from the text, and from what people write in sources.csv."""

from __future__ import annotations

import pytest

from travaux.core.documents import SourceNote
from travaux.corpus import read_document
from travaux.corpus.language import language_code, language_of

SAID = {
    "en": "The two delegations met on Monday and spoke about the river for some four hours.",
    "fr": "Les deux délégations se sont réunies lundi et ont parlé du fleuve pendant des heures.",
    "de": "Die beiden Delegationen trafen sich am Montag und sprachen stundenlang über den Fluss.",
    "es": "Las dos delegaciones se reunieron el lunes y hablaron del río durante cuatro horas.",
    "ru": "Обе делегации встретились в понедельник и говорили о реке около четырёх часов.",
    "uk": "Обидві делегації зустрілися в понеділок і говорили про річку близько чотирьох годин.",
    "ar": "اجتمع الوفدان يوم الاثنين وتحدثا عن النهر والسد والجزر مدة أربع ساعات تقريبا",
}


@pytest.mark.parametrize(("code", "text"), SAID.items())
def test_language_of_one_sentence(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "Deal reached", "1. 2. 3.", "x" * 500, "ab ab ab " * 40])
def test_too_little_to_tell(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize(
    ("value", "code"), [("en", "en"), ("EN-gb", "en"), ("English", "en"), ("Elvish", "")]
)
def test_codes(value: str, code: str) -> None:
    assert language_code(value) == code


def test_the_text_is_believed_before_the_page_and_the_user_before_both() -> None:
    page = f'<html lang="uk"><body><p>{SAID["en"]}</p></body></html>'.encode()
    document = read_document(page, "a.html").document
    noted = read_document(page, "a.html", SourceNote("a.html", language="French")).document
    assert document is not None
    assert noted is not None
    assert (document.language, noted.language) == ("en", "fr")
