"""One mapping (a JSON object, a CSV row, front matter) to the fields of an article, checked."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from checker.errors import ReadError
from checker.read.scalars import check_text, date_of, shown
from checker.words.lists import keys, listed, words_in

log = logging.getLogger(__name__)
_TAGS = re.compile(r"(?i)</(?:p|div|b|i|u|s|em|strong|a|span|su[pb]|del|ins|[uo]l|li|h[1-6]|blockquote)>|<br ?/?>")
_BLOCK_TAGS = re.compile(r"(?i)</(?:p|div|[uo]l|li|h[1-6]|blockquote)>|<br ?/?>")
FIELDS = ("id", "outlet", "published", "title", "url")


def string_of(row: Mapping[str, Any], name: str) -> str | None:
    """A string field with outer whitespace removed; None when missing, null or blank. Raises ReadError otherwise."""
    value = row.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadError(f'"{name}" is {shown(value)}, expected a string')
    return check_text(value, name).strip() or None


def text_of(row: Mapping[str, Any]) -> str:
    """The required ``text``, untouched unless it is HTML. Raises ReadError when it is missing, blank or no string."""
    value = row.get("text")
    if value is None:
        raise ReadError('no "text"')
    if not isinstance(value, str):
        raise ReadError(f'"text" is {shown(value)}, expected a string')
    if not value.strip():
        raise ReadError('"text" is empty')
    return _without_tags(check_text(value, "text"))


def _without_tags(text: str) -> str:
    """A text that is a piece of HTML as a page would show it; without blocks of HTML its own lines stay apart."""
    from checker.read.markup import html_text

    if "<" not in text or not _TAGS.search(text):
        return text
    if _BLOCK_TAGS.search(text):
        return html_text(text) or text
    return "\n".join(html_text(line) if _TAGS.search(line) else line for line in text.split("\n"))


def fields_of(row: Mapping[str, Any], place: str = "") -> dict[str, Any]:
    """``id``, ``outlet``, ``title``, ``url`` (str or None) and ``published`` (date or None) of a row.

    Where the row doesn't give a field by its own name, the usual other names count (``data/fields.toml``); a value
    under one of those that can't be the field's is left out, with a logged warning that names ``place``. Raises
    ReadError naming the field and its value where it stands under its own name.
    """
    language = next((row[name] for name in ("lang", "language") if isinstance(row.get(name), str)), None)
    fields: dict[str, Any] = {name: string_of(row, name) for name in FIELDS if name != "published"}
    fields["published"] = published_of(row.get("published"), language)
    keys = {plain_name(key): key for key in row if isinstance(key, str)}
    for name, others in _aliases().items():
        for key in (keys[other] for other in (name, *others) if other in keys and keys[other] != name):
            if fields[name] is not None:
                break
            try:
                fields[name] = _by_other_name(name, key, row[key], language)
            except ReadError as error:
                log.warning("%s: left out: %s", place or "a row", error)
    return fields


def published_of(value: object, language: str | None = None, name: str = "published") -> dt.date | None:
    """As :func:`date_of`, and the day that unambiguous words name. Raises AmbiguousDate for the others."""
    from checker.read.dates import AmbiguousDate, date_in_words

    try:
        return date_of(value, name)
    except ReadError:
        try:
            return date_in_words(value, language, name)
        except AmbiguousDate:
            raise
        except ReadError:
            pass
        raise


def plain_name(key: str) -> str:
    """A field's name in the form in which names are compared: "pubDate", "pub_date" and "Pub-Date" are one."""
    return re.sub(r"[\s_-]+", "", key).casefold()


def unknown_names(row: Mapping[Any, Any]) -> list[str]:
    """The names in front matter that stand for no field and aren't among the usual ones that a check doesn't need."""
    unused = words_in("fields", "unused.names")
    return [str(key) for key in row if not is_field(str(key)) and plain_name(str(key)) not in unused]


def is_field(name: str) -> bool:
    """Whether a field of an article goes under this name."""
    plain = plain_name(name)
    return plain in FIELDS or any(plain in others for others in _aliases().values())


def warn_of_unknown(found: Iterable[tuple[str, str]]) -> None:
    """One warning for each unknown name of (source, name) pairs: a name misspelt in all files is said once."""
    import difflib

    places: dict[str, list[str]] = {}
    for source, name in found:
        places.setdefault(name, []).append(source)
    usual = [*FIELDS, *(other for others in _aliases().values() for other in others)]
    for name, sources in places.items():
        near = difflib.get_close_matches(plain_name(name), usual, n=1, cutoff=0.75)
        more = f" and {len(sources) - 1:,} more" if len(sources) > 1 else ""
        hint = f'did you mean "{near[0]}"?' if near else f"expected {', '.join(FIELDS)}"
        log.warning("%s%s: front matter: unknown name %s, not used; %s", sources[0], more, shown(name), hint)


def _by_other_name(name: str, key: str, value: object, language: str | None) -> Any:
    """Raises ReadError for a value that can't be the field's."""
    if name == "published":
        return published_of(value, language, key)
    if name == "outlet" and isinstance(value, Mapping):  # schema.org and NewsAPI: {"name": "..."}
        value = value.get("name")
    if name == "url" and not isinstance(value, str):
        return None
    text = string_of({key: value}, key)
    is_url = text is not None and "://" in text
    # A page's place on its own site ("/2031/ferry") is no address; an address is no outlet's name.
    return text if is_url == (name == "url") else None


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    return {name: listed("fields", f"aliases.{name}") for name in keys("fields", "aliases")}
